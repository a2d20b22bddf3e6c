/**
 * A live market of 6,000 tokens and two years. First everything: daily facts to stored grades and indices (rows a second, peak memory). Then
 * a day as a source tells it, end to end: stored, merged, scored, indices; each run in the state that the worker is in at midnight, with
 * nothing in memory. The alternative is what a new day cost before: everything again. Where a server runs (BENCH_URL), its status is asked
 * every 50 ms meanwhile. BENCH_ASSETS and BENCH_DAYS make it smaller. DATABASE_URL names an empty, migrated database that may be filled.
 */
import { spawn } from 'node:child_process';
import { pool } from '@/lib/data/pool';
import { dayFromNumber, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { createRng } from '@/lib/domain/foundation/rng';
import { quantile } from '@/lib/domain/foundation/statistics';
import type { DailyRow } from '@/lib/providers/live-port';
import { computeIndices } from '@/lib/services/indices/compute-indices';
import { mergeLive } from '@/lib/services/live/merge-live';
import { storeDaily } from '@/lib/services/live/store-daily';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { releaseMarket } from '@/lib/services/scores/read-market';
import { storeLargeMarket } from '../support/large-market/store';

const ASSETS = Number(process.env.BENCH_ASSETS ?? 6_000);
const DAYS = Number(process.env.BENCH_DAYS ?? 730);
const FIRST_DAY = '2023-11-01';
const NEW_DAYS = 3;
/** Days of the source's own rows beside the merged ones: what the merge judges new ones by. */
const SOURCE_DAYS = 120;

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

/** The last days as one source told them, and its names of the assets. */
async function tellSource(datasetId: number): Promise<void> {
  await pool.query(`INSERT INTO source_asset (source, external_id, asset_id, symbol, name, first_seen, last_seen) SELECT 'coingecko', asset_id, asset_id, symbol, name, now(), now() FROM dataset_asset WHERE dataset_id = $1`, [datasetId]);
  await pool.query(
    `INSERT INTO source_daily (dataset_id, asset_id, day, source, close, traded_value, market_cap, circulating_supply, known_at, close_at, traded_value_at, market_cap_at, circulating_supply_at)
     SELECT f.dataset_id, f.asset_id, f.day, 'coingecko', f.close, f.traded_value, f.market_cap, f.circulating_supply, f.known_at, f.known_at, f.known_at, f.known_at, f.known_at
     FROM daily_fact AS f JOIN dataset AS d ON d.id = f.dataset_id WHERE f.dataset_id = $1 AND f.day > d.last_day - $2::integer`,
    [datasetId, SOURCE_DAYS],
  );
  await pool.query('ANALYZE source_daily');
}

/** What the source says of the day after the last: every living token, moved a little. */
async function nextDay(datasetId: number): Promise<DailyRow[]> {
  const { rows } = await pool.query<{ id: string; last: string; close: string; traded: string | null; cap: string | null; supply: string | null }>(
    `SELECT f.asset_id AS id, d.last_day::text AS last, f.close::text, f.traded_value::text AS traded, f.market_cap::text AS cap, f.circulating_supply::text AS supply
     FROM dataset AS d JOIN daily_fact AS f ON f.dataset_id = d.id AND f.day = d.last_day WHERE d.id = $1 ORDER BY f.asset_id COLLATE "C"`,
    [datasetId],
  );
  const day = dayFromNumber(dayNumber(isoDay(rows[0]?.last ?? FIRST_DAY)) + 1);
  const rng = createRng(day.length + dayNumber(day));
  const moved = (text: string | null, factor: number): string | null => (text === null ? null : (Number(text) * factor).toFixed(12));
  return rows.map(({ id, close, traded, cap, supply }) => {
    const factor = Math.exp(0.03 * rng.normal());
    return { externalId: id, day, close: moved(close, factor), tradedValue: traded, marketCap: moved(cap, factor), circulatingSupply: supply, open: null, high: null, low: null };
  });
}

/** One day from the source's answer to the indices; seconds of each step. */
async function update(datasetId: number): Promise<{ steps: Record<string, number>; whole: Cost; rows: number }> {
  const rows = await nextDay(datasetId);
  const at = new Date(`${dayFromNumber(dayNumber(rows[0]?.day ?? isoDay(FIRST_DAY)) + 1)}T00:07:00Z`);
  const steps: Record<string, number> = {};
  const step = async (name: string, work: () => Promise<unknown>): Promise<void> => void (steps[name] = (await cost(work)).seconds);
  releaseMarket();
  const whole = await cost(async () => {
    await step('store', () => storeDaily({ datasetId }, 'coingecko', { rows, refused: [] }, at));
    await step('merge', () => mergeLive(datasetId));
    await step('scores', () => computeScores(datasetId));
    await step('indices', () => computeIndices(datasetId));
  });
  return { steps, whole, rows: rows.length };
}

/** Asks an address from a process of its own until it is told to stop; returns the milliseconds of every answer. */
function askMeanwhile(url: string): () => Promise<number[]> {
  const script = `const found = []; let on = true; process.stdin.on('end', () => (on = false)).resume();
    while (on) { const t = performance.now(); const r = await fetch(${JSON.stringify(url)}); await r.text(); if (r.ok) found.push(performance.now() - t); await new Promise((done) => setTimeout(done, 50)); }
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

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const words = ({ seconds, cpu, memory }: Cost): string => `${seconds.toFixed(1)} s (${cpu.toFixed(1)} s of processor), peak ${memory.toFixed(0)} MB`;

async function main(): Promise<void> {
  const { datasetId, daily, metrics } = await storeLargeMarket({ assets: ASSETS, days: DAYS, seed: 11, firstDay: FIRST_DAY });
  await tellSource(datasetId);
  const grades = await cost(() => computeScores(datasetId));
  const indices = await cost(() => computeIndices(datasetId));
  const count = (value: number): string => Math.round(value).toLocaleString('en-US');
  say(`${count(ASSETS)} tokens × ${DAYS} days: ${count(daily)} daily facts, ${count(metrics)} metrics`);
  say(`everything   to stored grades ${words(grades)}: ${count(daily / grades.seconds)} daily facts/s; indices ${words(indices)}`);
  const address = process.env.BENCH_URL ? `${process.env.BENCH_URL}/api/v1/status` : null;
  const stopAsking = address ? askMeanwhile(address) : null;
  const updates = [];
  for (let day = 0; day < NEW_DAYS; day += 1) updates.push(await update(datasetId));
  const answers = stopAsking ? await stopAsking() : [];
  for (const { steps, whole, rows } of updates) say(`a new day    ${count(rows)} rows: ${words(whole)}; ${Object.entries(steps).map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).join(', ')}`);
  const median = quantile(updates.map(({ whole }) => whole.seconds), 0.5);
  say(`  ratio ${((grades.seconds + indices.seconds) / median).toFixed(1)}: everything again costs that many times a new day's ${median.toFixed(1)} s`);
  say(answers.length > 0 ? `  status answers meanwhile: p50 ${quantile(answers, 0.5).toFixed(0)} ms, p99 ${quantile(answers, 0.99).toFixed(0)} ms of ${answers.length}` : '  status answers were not measured: BENCH_URL names no server');
  clearInterval(watch);
  releaseMarket();
  await pool.end();
}

await main();
