/**
 * A live market of 6,000 tokens and two years, from stand-ins of CoinGecko and DefiLlama on ports of this machine to stored grades and indices.
 * First everything: listing, closes, each token's history and metrics, merged, scored (rows a second, peak memory). Then a new day end to
 * end, as the worker does at midnight: asked for, stored, merged, scored, indices, the first with nothing in memory as after a start, the
 * others with the market of the day before, which the worker keeps. The alternative is what a new
 * day cost without incremental work: all grades and indices again. A production server on the same database (BENCH_URL) is asked for its
 * status every 50 ms meanwhile. BENCH_ASSETS and BENCH_DAYS make it smaller. DATABASE_URL names an empty, migrated database,
 * or one that this benchmark filled before: then only new days are measured.
 */
import { spawn } from 'node:child_process';
import os from 'node:os';
import readline from 'node:readline';
import { pool } from '@/lib/data/pool';
import { addDays, isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { quantile } from '@/lib/domain/foundation/statistics';
import { createLiveProviders } from '@/lib/providers/registry';
import { exchangeSources, parseSourceSettings } from '@/lib/schemas/sources';
import { computeIndices } from '@/lib/services/indices/compute-indices';
import { runBackfill } from '@/lib/services/live/backfill';
import { backfillProgress } from '@/lib/services/live/backfill-progress';
import { refreshCategories } from '@/lib/services/live/categories';
import { catchUp } from '@/lib/services/live/daily-closes';
import { ensureLiveDataset } from '@/lib/services/live/ensure-live-dataset';
import { firstStart } from '@/lib/services/live/first-start';
import { listingSource, type Live } from '@/lib/services/live/live';
import { liveStore } from '@/lib/services/live/live-store';
import { refreshOnChain } from '@/lib/services/live/refresh';
import { createSourceGate } from '@/lib/services/live/source-gate';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { releaseMarket } from '@/lib/services/scores/read-market';

const ASSETS = Number(process.env.BENCH_ASSETS ?? 6_000);
const DAYS = Number(process.env.BENCH_DAYS ?? 730);
const TODAY = isoDay('2026-06-15');
const NEW_DAYS = 3;
/** Just after midnight, when the closes are asked for. */
const ASKED_AT = 'T00:10:00Z';
const LIMIT = { capacity: 10_000, perMinute: 100_000, perMonth: null };
const ASKED = ['coingecko', 'defillama'];

const off = Object.fromEntries(['alternative-me', 'coinmetrics', 'github', 'news', ...exchangeSources(parseSourceSettings({}))].map((source) => [source, false]));
const settings = parseSourceSettings({ listing: ASSETS, enabled: off });

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const count = (value: number): string => Math.round(value).toLocaleString('en-US');

let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);

interface Cost {
  readonly seconds: number;
  /** Processor time of this process. */
  readonly cpu: number;
  /** Resident memory at its highest, MB. */
  readonly memory: number;
}

async function cost(work: () => Promise<unknown>): Promise<Cost> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  peak = process.memoryUsage().rss;
  await work();
  const used = process.cpuUsage(cpu);
  return { seconds: (performance.now() - started) / 1000, cpu: (used.user + used.system) / 1e6, memory: Math.max(peak, process.memoryUsage().rss) / 1e6 };
}
const words = ({ seconds, cpu, memory }: Cost): string => `${seconds.toFixed(1)} s (${cpu.toFixed(1)} s of processor), peak ${memory.toFixed(0)} MB`;

/** The stand-ins in a process of their own; `moveTo` makes it another moment there and here. */
async function standIns() {
  const options = { assets: ASSETS, today: TODAY, since: addDays(TODAY, -DAYS) };
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'tests/support/source-stubs/serve-sources.ts', JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const urls = JSON.parse((await lines.next()).value ?? '{}') as Record<string, string>;
  let now = new Date(`${TODAY}T12:00:00Z`);
  return {
    urls,
    clock: { now: () => now },
    async moveTo(moment: string): Promise<void> {
      now = new Date(moment);
      child.stdin.write(`${moment}\n`);
      await lines.next();
    },
    stop: () => void child.stdin.end(),
  };
}
type StandIns = Awaited<ReturnType<typeof standIns>>;

/** The live market as the worker opens it; made anew for each day, as each job does. */
async function open({ urls, clock }: StandIns): Promise<Live> {
  const gate = createSourceGate({ limitOf: () => LIMIT });
  const keys = { coingeckoKey: 'a-key', coingeckoPlan: 'pro', githubToken: null } as const;
  return { datasetId: await ensureLiveDataset(), providers: createLiveProviders({ settings, urls, keys, gate, clock }), settings, store: liveStore, clock };
}

/** Holds as a worker's session does, within this process. */
function ownSession() {
  const held = new Set<string>();
  return { take: (lane: string) => Promise.resolve(!held.has(lane) && held.add(lane).has(lane)), leave: (lane: string) => Promise.resolve(void held.delete(lane)) };
}

const rowsOf = async (table: string, where = 'true'): Promise<number> => Number((await pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)).rows[0]?.n);

/** Everything there is to know, from nothing. */
async function fetchAll(live: Live): Promise<void> {
  const lister = listingSource(live.providers);
  if (!lister) throw new Error('nobody lists');
  await firstStart(live, lister, () => undefined);
  await refreshCategories(live);
  await refreshOnChain(live);
  let told = performance.now();
  const onTask = (): void => {
    if (performance.now() - told < 60_000) return;
    told = performance.now();
    void backfillProgress(live.datasetId).then(({ words: progress }) => say(`  ${progress}`));
  };
  const { failed, resting } = await runBackfill(live, { session: ownSession(), over: new AbortController().signal, onTask });
  if (failed > 0 || resting.size > 0) throw new Error(`${failed} histories failed, ${[...resting.keys()].join(', ') || 'nobody'} rests`);
}

async function fillFromNothing(live: Live): Promise<number> {
  const fetched = await cost(() => fetchAll(live));
  const grades = await cost(() => computeScores(live.datasetId));
  const indices = await cost(() => computeIndices(live.datasetId));
  const [told, daily, metrics] = [await rowsOf('source_daily'), await rowsOf('daily_fact'), await rowsOf('metric_fact')];
  say(`${count(ASSETS)} tokens × ${DAYS} days: ${count(told)} daily rows of ${ASKED.join(' and ')}, merged into ${count(daily)} daily facts; ${count(metrics)} metrics`);
  say(`everything   asked for, stored and merged ${words(fetched)}: ${count(told / fetched.seconds)} rows/s`);
  say(`             to stored grades ${words(grades)}: ${count(daily / grades.seconds)} daily facts/s; indices ${words(indices)}`);
  say(`             from the stand-ins to stored grades ${count(daily / (fetched.seconds + grades.seconds))} daily facts/s`);
  return grades.seconds + indices.seconds;
}

/** One day from the sources' answers to the indices; seconds of each step. */
async function update(sources: StandIns, day: IsoDay, cold: boolean): Promise<Cost> {
  await sources.moveTo(`${addDays(day, 1)}${ASKED_AT}`);
  const live = await open(sources);
  const steps: string[] = [];
  const step = async (name: string, work: () => Promise<unknown>): Promise<void> => void steps.push(`${name} ${(await cost(work)).seconds.toFixed(1)} s`);
  if (cold) releaseMarket();
  const whole = await cost(async () => {
    await step('closes', () => catchUp(live));
    await step('scores', () => computeScores(live.datasetId));
    await step('indices', () => computeIndices(live.datasetId));
  });
  const rows = await rowsOf('daily_fact', `day = '${day}' AND close IS NOT NULL`);
  const graded = await rowsOf('grade_row', `dataset_id = ${live.datasetId} AND day = '${day}' AND trader_grade IS NOT NULL`);
  say(`a new day    ${cold ? 'with nothing in memory' : 'with the market kept'}: ${count(rows)} closes of ${day}, ${count(graded)} tokens graded: ${words(whole)}; ${steps.join(', ')}`);
  return whole;
}

/** Asks an address from a process of its own until it is told to stop; returns the milliseconds of every answer. */
function askMeanwhile(url: string): () => Promise<number[]> {
  const script = `const found = []; let on = true; process.stdin.on('end', () => (on = false)).resume();
    while (on) { const t = performance.now(); const r = await fetch(${JSON.stringify(url)}); await r.text(); if (!r.ok) throw new Error('status answers ' + r.status); found.push(performance.now() - t); await new Promise((done) => setTimeout(done, 50)); }
    process.stdout.write(JSON.stringify(found));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const closed = new Promise<number[]>((resolve, reject) => child.once('error', reject).once('close', () => resolve(JSON.parse(text || '[]') as number[])));
  return () => {
    child.stdin.end();
    return closed;
  };
}

async function main(): Promise<void> {
  // As the launcher does with the worker: it gives way to whoever reads a page.
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  const sources = await standIns();
  const everything = (await rowsOf('daily_fact')) > 0 ? null : await fillFromNothing(await open(sources));
  const first = addDays(isoDay((await pool.query<{ day: string }>('SELECT max(day)::text AS day FROM daily_fact')).rows[0]?.day ?? TODAY), 1);
  const address = process.env.BENCH_URL ? `${process.env.BENCH_URL}/api/v1/status` : null;
  const stopAsking = address ? askMeanwhile(address) : null;
  const days: Cost[] = [];
  for (let more = 0; more < NEW_DAYS; more += 1) days.push(await update(sources, addDays(first, more), more === 0));
  const answers = stopAsking ? await stopAsking() : [];
  const median = quantile(days.map(({ seconds }) => seconds), 0.5);
  say(everything === null ? `  a new day ${median.toFixed(1)} s; all again was not measured: the database was filled` : `  ratio ${(everything / median).toFixed(1)}: all grades and indices again cost that many times a new day's ${median.toFixed(1)} s`);
  say(answers.length > 0 ? `  status answers meanwhile: p50 ${quantile(answers, 0.5).toFixed(0)} ms, p99 ${quantile(answers, 0.99).toFixed(0)} ms of ${answers.length}` : '  status answers were not measured: BENCH_URL names no server');
  clearInterval(watch);
  sources.stop();
  releaseMarket();
  await pool.end();
}

await main();
