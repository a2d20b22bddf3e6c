/**
 * A new day of a made market of 6,000 tokens over two years, every declared feature fed, from Postgres to stored grades: one transaction of
 * `computeScores`, as the worker runs it at midnight. The market is loaded by COPY and scored once as a whole, so that 400 days stand in the
 * tables; then days are added (set-based, not measured) and scored with the market that the worker keeps, on the clock and by processor time of
 * this process and of the database, step by step. The alternatives: the same day with nothing in memory, as after a start; and its rows stored
 * one INSERT each. DATABASE_URL names an empty, migrated database, or one that this benchmark filled before: then only new days are measured.
 * BENCH_ASSETS, BENCH_DAYS, BENCH_NEW_DAYS and BENCH_COLD_DAYS make it smaller; BENCH_SCORED_DAYS has only the last days scored at first, also of a filled one.
 */
import fs from 'node:fs';
import { pool } from '@/lib/data/pool';
import { addDays, isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { quantile } from '@/lib/domain/foundation/statistics';
import { settleDirtyDays, storingResults } from '@/lib/data/score-store';
import { ensureFeatureSet, saveScoreState } from '@/lib/data/scores';
import { computeFeatures } from '@/lib/domain/features/compute';
import { fedFeatures, FEATURES } from '@/lib/domain/features/registry';
import { createMarketView } from '@/lib/domain/features/view';
import { assetWeights, gradeDay } from '@/lib/domain/scores/grade-day';
import { gradedUniverse } from '@/lib/domain/scores/graded-universe';
import { NO_RATING, nextRating } from '@/lib/domain/scores/rating';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { dayInputHashes, featureSetHash, scoresInputHash } from '@/lib/services/scores/input-hash';
import { readMarket, releaseMarket } from '@/lib/services/scores/read-market';
import { saveScores } from '@/lib/services/scores/save-scores';
import { storeLargeMarket } from '../support/large-market/store';

const ASSETS = Number(process.env.BENCH_ASSETS ?? 6_000);
const DAYS = Number(process.env.BENCH_DAYS ?? 730);
const NEW_DAYS = Number(process.env.BENCH_NEW_DAYS ?? 9);
const COLD_DAYS = Number(process.env.BENCH_COLD_DAYS ?? 3);
/** So many days are scored at first; 0 is all of them. */
const SCORED_DAYS = Number(process.env.BENCH_SCORED_DAYS ?? 0);
const FIRST_DAY = '2024-01-01';
/** Clock ticks a second in /proc. */
const TICKS = 100;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const count = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Every metric that some feature needs, each for the largest fiftieth of the market: prices for all, the rest for some, as it is. */
const METRIC_SHARES = Object.fromEntries(FEATURES.flatMap(({ needs }) => needs).filter((need) => need.startsWith('metric:')).map((need) => [need.slice('metric:'.length), 0.02]));

/** Processor seconds of the database's processes that serve this one, where the system tells them; else NaN. */
async function databaseCpu(): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`);
  try {
    const ticks = rows.map(({ pid }) => fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? []);
    return ticks.flat().reduce((sum, tick) => sum + tick, 0) / TICKS;
  } catch {
    return Number.NaN;
  }
}

interface Step {
  readonly seconds: number;
  readonly cpu: number;
}

interface Cost extends Step {
  /** Of the database's own processes. */
  readonly database: number;
  /** Resident memory at its highest, MB. */
  readonly memory: number;
  readonly steps: ReadonlyMap<string, Step>;
}

function now(): Step {
  const { user, system } = process.cpuUsage();
  return { seconds: performance.now() / 1000, cpu: (user + system) / 1e6 };
}
const since = (from: Step, to: Step): Step => ({ seconds: to.seconds - from.seconds, cpu: to.cpu - from.cpu });

/** Runs `work`, which names its steps as it comes to them. */
async function cost(work: (step: (name: string) => void) => Promise<unknown>): Promise<Cost> {
  const steps = new Map<string, Step>();
  let peak = process.memoryUsage().rss;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const database = await databaseCpu();
  const started = now();
  let [name, at] = ['begin', started];
  const step = (next: string): void => {
    const moment = now();
    const [known, took] = [steps.get(name) ?? { seconds: 0, cpu: 0 }, since(at, moment)];
    steps.set(name, { seconds: known.seconds + took.seconds, cpu: known.cpu + took.cpu });
    [name, at] = [next, moment];
  };
  await work(step);
  step('end');
  const whole = since(started, now());
  clearInterval(watch);
  return { ...whole, database: (await databaseCpu()) - database, memory: Math.max(peak, process.memoryUsage().rss) / 1e6, steps };
}

/** What a detail of the progress says is being done: days are named in it. */
const stepOf = (detail = ''): string => (detail.startsWith('grades to') ? 'features, grades, rating' : detail);

const scoring = (datasetId: number): Promise<Cost> => cost((step) => computeScores(datasetId, { onProgress: (_, detail) => step(stepOf(detail)) }));

const moved = (column: string, digits: number): string => `round(${column} * (0.95 + 0.1 * (hashtext(asset_id || $2) & 65535)::numeric / 65535), ${digits})`;
const BEFORE = `WHERE dataset_id = $1 AND day = $2::date - 1 ORDER BY asset_id COLLATE "C"`;

/** What a merge leaves behind, for one day that came: lifetimes, span, the day's digest, another content. */
const DESCRIBE = [
  'UPDATE dataset_asset AS a SET last_day = $2::date FROM daily_fact AS f WHERE a.dataset_id = $1 AND f.dataset_id = $1 AND f.asset_id = a.asset_id AND f.day = $2::date',
  `INSERT INTO day_digest (dataset_id, day, digest) SELECT $1, $2::date, md5(string_agg(close::text, ',' ORDER BY asset_id COLLATE "C")) FROM daily_fact WHERE dataset_id = $1 AND day = $2::date`,
  'UPDATE dataset SET last_day = $2::date, dirty_from = $2::date, content_hash = md5(content_hash || $2) WHERE id = $1',
];

/** The next day of everyone who had the last one: closes, caps and metrics move a little. */
async function addDay(datasetId: number, day: IsoDay): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO daily_fact (dataset_id, asset_id, day, close, traded_value, market_cap, circulating_supply, high, low, known_at)
       SELECT dataset_id, asset_id, $2::date, ${moved('close', 9)}, ${moved('traded_value', 2)}, ${moved('market_cap', 2)}, circulating_supply, ${moved('high', 9)}, ${moved('low', 9)}, $2::date + 1 FROM daily_fact ${BEFORE}`,
      [datasetId, day],
    );
    await client.query(`INSERT INTO metric_fact (dataset_id, asset_id, metric, day, value, known_at) SELECT dataset_id, asset_id, metric, $2::date, ${moved('value', 9)}, $2::date + 2 FROM metric_fact ${BEFORE}, metric`, [datasetId, day]);
    for (const statement of DESCRIBE) await client.query(statement, [datasetId, day]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function readDay(datasetId: number): Promise<IsoDay> {
  const { rows } = await pool.query<{ day: string }>('SELECT last_day::text AS day FROM dataset WHERE id = $1', [datasetId]);
  return isoDay(rows[0]?.day ?? FIRST_DAY);
}

async function newDay(datasetId: number, cold: boolean): Promise<Cost> {
  const day = addDays(await readDay(datasetId), 1);
  await addDay(datasetId, day);
  if (cold) releaseMarket();
  globalThis.gc?.();
  return scoring(datasetId);
}

/** Scores the last days alone: rows as those of a whole run, but of a market that had no rating before. */
async function scoreLast(datasetId: number): Promise<void> {
  const { dataset, panel, changes } = await readMarket(datasetId);
  const market = createMarketView(panel);
  const fed = fedFeatures(market);
  const featureSet = featureSetHash(fed);
  const hashes = dayInputHashes(panel, changes.digests, featureSet);
  const start = { row: panel.days - SCORED_DAYS, ratings: panel.assets.map(() => NO_RATING) };
  await storingResults('scores', datasetId, async (client) => {
    const featureSetId = await ensureFeatureSet(client, featureSet, fed.map(({ code }) => code));
    const graded = await saveScores({ client, datasetId, market, fed, featureSetId, plan: { start, hashAt: (row) => hashes[row] as string, leaving: [] }, report: () => undefined });
    await saveScoreState(client, datasetId, { featureSetId, inputHash: scoresInputHash(dataset.contentHash, featureSet), lastDay: dataset.lastDay, graded });
    await settleDirtyDays(client, datasetId, dataset.contentHash);
  });
}

async function fill(): Promise<number> {
  const loaded = now();
  const { datasetId, daily, metrics } = await storeLargeMarket({ assets: ASSETS, days: DAYS, seed: 17, firstDay: FIRST_DAY, metricShares: METRIC_SHARES }, 'A made market of the benchmark');
  say(`loaded       ${count(ASSETS)} tokens × ${DAYS} days: ${count(daily)} daily facts, ${count(metrics)} metrics in ${since(loaded, now()).seconds.toFixed(0)} s`);
  const whole = SCORED_DAYS > 0 ? await cost(() => scoreLast(datasetId)) : await scoring(datasetId);
  say(`everything   ${SCORED_DAYS > 0 ? `the last ${SCORED_DAYS} days` : 'all days'} scored once: ${whole.seconds.toFixed(0)} s (${whole.cpu.toFixed(0)} s of processor, the database's ${whole.database.toFixed(0)} s), peak ${whole.memory.toFixed(0)} MB`);
  await pool.query('VACUUM (ANALYZE) feature_row, grade_row, anomaly_row, asset_snapshot, daily_fact, metric_fact');
  return datasetId;
}

/** The seconds that one INSERT a row takes for what a day stores, taken back at the end. */
async function rowWise(datasetId: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const day = (await readDay(datasetId)) as string;
    let seconds = 0;
    for (const table of ['feature_row', 'grade_row']) {
      const { rows, fields } = await client.query<Record<string, unknown>>(`DELETE FROM ${table} WHERE dataset_id = $1 AND day = $2 RETURNING *`, [datasetId, day]);
      const text = `INSERT INTO ${table} (${fields.map(({ name }) => name).join(', ')}) VALUES (${fields.map((_, i) => `$${i + 1}`).join(', ')})`;
      const started = performance.now();
      for (const row of rows) await client.query({ name: `one ${table}`, text, values: fields.map(({ name }) => row[name]) });
      seconds += (performance.now() - started) / 1000;
    }
    return seconds;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** Median and least of several runs. */
function words(values: readonly number[], unit = 's'): string {
  const digits = unit === 's' ? 2 : 0;
  return `${quantile([...values], 0.5).toFixed(digits)} ${unit} (least ${Math.min(...values).toFixed(digits)})`;
}

function report(name: string, runs: readonly Cost[]): void {
  say(`${name.padEnd(12)} ${words(runs.map(({ seconds }) => seconds))} on the clock, ${words(runs.map(({ cpu }) => cpu))} of processor, the database's ${words(runs.map(({ database }) => database))}, peak ${words(runs.map(({ memory }) => memory), 'MB')}`);
  for (const step of runs[0]?.steps.keys() ?? []) {
    const of = runs.map(({ steps }) => steps.get(step) ?? { seconds: Number.NaN, cpu: Number.NaN });
    say(`             ${step.padEnd(26)} ${words(of.map(({ seconds }) => seconds))}, processor ${words(of.map(({ cpu }) => cpu))}`);
  }
}

/** What the domain does for the last day, part by part, with nothing of the day made before. */
async function apart(datasetId: number): Promise<void> {
  const { panel } = await readMarket(datasetId);
  const market = createMarketView(panel);
  const fed = fedFeatures(market);
  const row = panel.days - 1;
  const parts: string[] = [];
  const part = <T>(name: string, work: () => T): T => {
    const started = now();
    const made = work();
    const { seconds, cpu } = since(started, now());
    parts.push(`${name} ${(1000 * seconds).toFixed(0)} ms (processor ${(1000 * cpu).toFixed(0)})`);
    return made;
  };
  const { values } = part('features', () => computeFeatures(market, fed, row, panel.days));
  const { members } = part('universe', () => gradedUniverse(panel, row));
  const missing = new Float64Array(panel.assets.length).fill(Number.NaN);
  const grades = part('grades', () => gradeDay(FEATURES, assetWeights(FEATURES, panel.assets), FEATURES.map((feature) => values[fed.indexOf(feature)] ?? missing), members));
  part('rating', () => panel.assets.map((_, asset) => nextRating(NO_RATING, grades.investor[asset] as number, row)));
  say(`  of the last day alone: ${parts.join(', ')}`);
}

async function main(): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(`SELECT id FROM dataset WHERE name = 'A made market of the benchmark'`);
  const datasetId = rows[0]?.id ?? (await fill());
  if (rows[0] && SCORED_DAYS > 0) await scoreLast(datasetId);
  const cold: Cost[] = [];
  for (let i = 0; i < COLD_DAYS; i += 1) cold.push(await newDay(datasetId, true));
  const warm: Cost[] = [];
  for (let i = 0; i < NEW_DAYS; i += 1) warm.push(await newDay(datasetId, false));
  const [state] = (await pool.query<{ graded: number; features: number; rows: number }>(
    `SELECT s.graded, cardinality(f.codes) AS features, (SELECT count(*)::integer FROM feature_row AS r WHERE r.dataset_id = s.dataset_id AND r.day = s.last_day) AS rows
     FROM score_state AS s JOIN feature_set AS f ON f.id = s.feature_set_id WHERE s.dataset_id = $1`, [datasetId])).rows;
  say(`a new day of ${count(state?.rows ?? 0)} tokens × ${state?.features ?? 0} features, ${count(state?.graded ?? 0)} graded; median of ${NEW_DAYS} days, ${COLD_DAYS} with nothing in memory`);
  report('kept', warm);
  report('cold', cold);
  await apart(datasetId);
  const [one, all] = [await rowWise(datasetId), quantile(warm.map(({ seconds }) => seconds), 0.5)];
  say(`  ratio ${(quantile(cold.map(({ seconds }) => seconds), 0.5) / all).toFixed(1)}: with nothing in memory a day takes that many times as long; its rows stored one INSERT each alone take ${one.toFixed(1)} s, ${(one / all).toFixed(1)} times the whole`);
  releaseMarket();
  await pool.end();
}

await main();
