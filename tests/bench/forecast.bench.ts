/**
 * The forecast of a made market of 400 tokens and six years: the whole training that the worker does once a month (walk-forward, judged, stored), on one thread and on
 * two, whose bytes must be the same; then a new day by the stored models, and what a page reads of it. The alternative is named beside each: the same work
 * on one thread. The target of the whole is 10 minutes on two processors. BENCH_ASSETS and BENCH_DAYS make it smaller. DATABASE_URL names an empty, migrated database.
 */
import { pool } from '@/lib/data/pool';
import { createRng } from '@/lib/domain/foundation/rng';
import { readTokenForecast } from '@/lib/services/model/read-forecast';
import { forecastMarket, type ForecastSummary } from '@/lib/services/model/forecast-market';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { releaseMarket } from '@/lib/services/scores/read-market';
import { change, CHANGES } from '../support/large-market/changes';
import { storeLargeMarket } from '../support/large-market/store';

const ASSETS = Number(process.env.BENCH_ASSETS ?? 400);
const DAYS = Number(process.env.BENCH_DAYS ?? 2_190);
const TARGET_SECONDS = 600;
const READS = 200;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Cost {
  readonly seconds: number;
  /** Processor time of this process, all threads. */
  readonly cpu: number;
  /** Resident memory at its highest, MB. */
  readonly memory: number;
  /** The longest that this thread did not answer, ms. */
  readonly stall: number;
}

async function cost<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly cost: Cost }> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  let [peak, stall, last] = [process.memoryUsage().rss, 0, started];
  const watch = setInterval(() => {
    const now = performance.now();
    [peak, stall, last] = [Math.max(peak, process.memoryUsage().rss), Math.max(stall, now - last - 20), now];
  }, 20);
  const result = await work();
  clearInterval(watch);
  const used = process.cpuUsage(cpu);
  return { result, cost: { seconds: (performance.now() - started) / 1000, cpu: (used.user + used.system) / 1e6, memory: peak / 1e6, stall } };
}

const told = ({ seconds, cpu, memory, stall }: Cost): string => `${seconds.toFixed(1).padStart(7)} s   processor ${cpu.toFixed(1).padStart(7)} s   peak ${memory.toFixed(0).padStart(5)} MB   longest stall of the worker ${stall.toFixed(0)} ms`;

async function hashes(datasetId: number): Promise<string> {
  const models = await pool.query('SELECT member, m.sha256 FROM forecast_model m JOIN forecast_run r ON r.id = m.run_id WHERE r.dataset_id = $1 AND r.published ORDER BY member', [datasetId]);
  const rows = await pool.query(`SELECT md5(string_agg(concat_ws(' ', asset_id, day, percentile, probability, contributions), ',' ORDER BY day, asset_id)) AS rows, count(*)::int AS count FROM forecast_row WHERE dataset_id = $1`, [datasetId]);
  return JSON.stringify([models.rows, rows.rows]);
}

const { datasetId } = await storeLargeMarket({ assets: ASSETS, days: DAYS, seed: 11, firstDay: '2020-01-01' });
await computeScores(datasetId);
releaseMarket();
say(`${ASSETS} tokens × ${DAYS} days`);

const trained: { readonly threads: number; readonly cost: Cost; readonly hash: string }[] = [];
for (const threads of [1, 2]) {
  const { result, cost: spent } = await cost<ForecastSummary>(() => forecastMarket(datasetId, { force: true, threads }));
  if (result.did !== 'trained') throw new Error(`not trained: ${result.words}`);
  trained.push({ threads, cost: spent, hash: await hashes(datasetId) });
  say(`whole training on ${threads} thread${threads === 1 ? ' ' : 's'}   ${told(spent)}`);
}
const [alone, together] = trained;
if (!alone || !together || alone.hash !== together.hash) throw new Error('one thread and two gave other bytes');
say(`the same bytes; two threads take ${(together.cost.seconds / alone.cost.seconds).toFixed(2)} × the time of one; target ${TARGET_SECONDS} s: ${together.cost.seconds <= TARGET_SECONDS ? 'met' : 'MISSED'}`);

const [kept] = (await pool.query<{ rows: number; told: number; size: number }>('SELECT count(*)::int AS rows, count(contributions)::int AS told, avg(pg_column_size(contributions))::int AS size FROM forecast_row WHERE dataset_id = $1', [datasetId])).rows;
say(`what moved ${kept?.told} of ${kept?.rows} forecasts is kept, ${kept?.size} bytes each`);

await change(datasetId, CHANGES.day, createRng(1));
await computeScores(datasetId);
releaseMarket();
const day = await cost(() => forecastMarket(datasetId));
say(`a new day (${day.result.did})        ${told(day.cost)}   ${(alone.cost.seconds / day.cost.seconds).toFixed(0)} × faster than training`);

const [newest] = (await pool.query<{ day: string; id: string }>('SELECT day::text, asset_id AS id FROM forecast_row WHERE dataset_id = $1 ORDER BY forecast_row.day DESC, asset_id LIMIT 1', [datasetId])).rows;
const started = performance.now();
for (let read = 0; read < READS; read += 1) await readTokenForecast(datasetId, newest?.id ?? '', newest?.day ?? '');
say(`a token's forecast is read in ${((performance.now() - started) / READS).toFixed(2)} ms`);
await pool.end();
