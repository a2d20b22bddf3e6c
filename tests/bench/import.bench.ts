/**
 * Validated rows a second of the importer against `psql \copy` of the same unpacked file into an identical, identically indexed
 * table; alternating, median of the repetitions. `load` is what psql does, with validation: unpack, judge, stage, insert, statistics.
 * `import` is all of it, with suspect moves, lifetimes, quarantine, content hash and commit. DATABASE_URL names an empty,
 * migrated database that may be filled. The file: daily.csv.gz of MARKET_DATA_DIR, else the simulated sample's.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pool } from '@/lib/data/pool';
import { quantile } from '@/lib/domain/foundation/statistics';
import { openMarketFolder } from '@/lib/providers/market-folder/open-market-folder';
import type { MarketSource } from '@/lib/providers/port';
import { sampleMarket } from '@/lib/providers/sample/sample-market';
import { importMarket } from '@/lib/services/market/import-market';

const REPETITIONS = 5;
const COLUMNS = 'asset_id, day, close, traded_value, market_cap, circulating_supply';

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-bench-'));

/** The daily table alone, as a source, and its unpacked text. */
async function openDaily(): Promise<{ source: MarketSource; text: string }> {
  const folder = process.env.MARKET_DATA_DIR;
  if (folder) {
    const source = await openMarketFolder(folder);
    return { source: onlyDaily(source), text: gunzipSync(fs.readFileSync(path.join(folder, 'daily.csv.gz'))).toString('utf8') };
  }
  const source = onlyDaily(sampleMarket());
  const lines: string[] = [];
  for (const table of source.tables) for await (const batch of table.batches()) for (const row of batch) lines.push(row.fields?.join(',') ?? '');
  return { source, text: `${lines.join('\n')}\n` };
}

function onlyDaily(source: MarketSource): MarketSource {
  return { ...source, tables: source.tables.filter((table) => table.name === 'daily') };
}

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function makeTwin(): Promise<void> {
  await pool.query(`DROP TABLE IF EXISTS bench_daily; CREATE TABLE bench_daily (LIKE daily_fact INCLUDING ALL);
    ALTER TABLE bench_daily ALTER dataset_id SET DEFAULT 1, ALTER known_at SET DEFAULT now()`);
}

function copyByPsql(file: string): void {
  execFileSync('psql', ['-q', '-v', 'ON_ERROR_STOP=1', process.env.DATABASE_URL ?? '', '-c', `\\copy bench_daily (${COLUMNS}) FROM '${file}' WITH (FORMAT csv, HEADER)`], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function empty(): Promise<void> {
  await pool.query('TRUNCATE daily_fact, bench_daily; DELETE FROM dataset; DELETE FROM asset; CHECKPOINT');
}

async function main(): Promise<void> {
  if (spawnSync('psql', ['--version']).status !== 0) throw new Error('psql is not installed: the import has nothing to be measured against');
  const { source, text } = await openDaily();
  const file = path.join(scratch, 'daily.csv');
  fs.writeFileSync(file, text);
  await makeTwin();
  const [copied, loaded, imported]: [number[], number[], number[]] = [[], [], []];
  let rows = 0;
  for (let run = 0; run <= REPETITIONS; run += 1) {
    await empty();
    const copy = await timed(() => copyByPsql(file));
    await empty();
    const started = performance.now();
    let inserted = 0;
    const onProgress = (_: number, detail: string): void => {
      if (detail.startsWith('measuring')) inserted = (performance.now() - started) / 1000;
    };
    const whole = await timed(async () => (rows = Object.values((await importMarket(source, { force: true, onProgress })).files)[0]?.accepted ?? 0));
    if (run === 0) continue;
    copied.push(copy);
    loaded.push(inserted);
    imported.push(whole);
  }
  report(rows, source.dataset.name, copied, { load: loaded, import: imported });
}

function report(rows: number, name: string, copied: readonly number[], ours: Readonly<Record<string, readonly number[]>>): void {
  const line = (label: string, seconds: number): string => `  ${label.padEnd(17)} ${seconds.toFixed(2)} s  ${Math.round(rows / seconds).toLocaleString('en-US')} rows/s`;
  const lines = [`import: ${rows.toLocaleString('en-US')} daily rows of ${name}`, line('psql \\copy', quantile(copied, 0.5))];
  for (const [label, seconds] of Object.entries(ours)) {
    const ratios = seconds.map((one, index) => (copied[index] as number) / one);
    lines.push(`${line(`validated ${label}`, quantile(seconds, 0.5))}  ratio ${quantile(ratios, 0.5).toFixed(2)} (runs ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')})`);
  }
  process.stdout.write(`${lines.join('\n')}\n  aim: ratio of the load 0.50\n`);
}

try {
  await main();
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
  await pool.query('DROP TABLE IF EXISTS bench_daily').catch(() => undefined);
  await pool.end();
}
