import { spawn } from 'node:child_process';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { activeDataset } from '@/lib/data/dataset';
import { pool } from '@/lib/data/pool';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { importMarketFolder } from '@/lib/services/market/import-market-folder';
import { readQuarantine } from '@/lib/services/market/read-quarantine';
import { DAILY_HEADER, makeFolder, removeFolders } from './folder-fixture';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const DAYS = Array.from({ length: 3000 }, (_, index) => dayFromNumber(15_000 + index));
const METRICS = Array.from({ length: 20 }, (_, index) => `Metric${index}`);

const daily = [DAILY_HEADER, ...DAYS.map((day, index) => `bitcoin,${day},${index === 7 ? -1 : 100 + (index % 50)},5,1000,`), ''].join('\n');
const metrics = ['id,day,metric,value', ...METRICS.flatMap((metric) => DAYS.map((day, index) => `bitcoin,${day},${metric},${index}`)), ''].join('\n');
const files = { 'metrics.csv.gz': gzipSync(metrics) };

afterAll(removeFolders);

/** Runs the command and kills it outright at a line of its progress; resolves with what it had printed. */
function runImport(folder: string, killAt?: string): Promise<{ code: number | null; signal: string | null; output: string }> {
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', path.join(ROOT, 'lib/ops/import.ts'), folder], { cwd: ROOT, env: process.env });
  let output = '';
  const take = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
    if (killAt !== undefined && output.includes(killAt)) child.kill('SIGKILL');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, output })));
}

async function countFacts(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT (SELECT count(*) FROM daily_fact)::integer + (SELECT count(*) FROM metric_fact)::integer AS count');
  return rows[0]?.count ?? -1;
}

it('goes on after kill -9 where it was, and ends as if nothing had happened', async () => {
  const folder = makeFolder({ name: 'killed', daily, files });
  const killed = await runImport(folder, 'reading metrics.csv.gz');
  expect(killed.signal).toBe('SIGKILL');
  expect(killed.output).toContain('read daily.csv.gz');
  expect(await countFacts()).toBe(0);
  expect(await activeDataset()).toBeNull();

  const resumed = await runImport(folder);
  expect(resumed.output).toContain('daily.csv.gz was read before the interruption');
  expect(resumed.output).not.toContain('reading daily.csv.gz');
  expect(resumed.code).toBe(0);
  expect(resumed.output).toMatch(/killed imported in [\d.]+ s: 2 assets\n {2}daily\.csv\.gz +3,000 rows, 2,999 stored, 0 unchanged, 1 refused\n {2}metrics\.csv\.gz +60,000 rows, 60,000 stored, 0 unchanged, 0 refused\n {2}content [0-9a-f]{16}\n$/);
  const dataset = await activeDataset();
  expect((await readQuarantine(dataset?.id ?? 0)).rows.map((row) => [row.line, row.reason])).toEqual([[9, 'negative close']]);
  expect(await countFacts()).toBe(DAYS.length - 1 + DAYS.length * METRICS.length);

  const straight = await importMarketFolder(makeFolder({ name: 'straight', daily, files }));
  expect(dataset?.contentHash).toBe(straight.contentHash);
  const runs = await pool.query<{ state: string; error: string | null }>(`SELECT state, error FROM import_run JOIN dataset AS d ON d.id = dataset_id WHERE d.name = 'killed' ORDER BY import_run.id`);
  expect(runs.rows).toEqual([{ state: 'failed', error: 'interrupted' }, { state: 'done', error: null }]);
});

it('stores nothing when it is killed while storing, and starts over when the source has changed', async () => {
  await pool.query('TRUNCATE daily_fact, metric_fact; DELETE FROM dataset');
  const folder = makeFolder({ name: 'killed late', daily, files });
  expect((await runImport(folder, 'storing metrics.csv.gz')).signal).toBe('SIGKILL');
  expect(await countFacts()).toBe(0);
  const changed = makeFolder({ name: 'killed late', daily: daily.replace(',103,', ',104,'), files });
  const again = await runImport(changed);
  expect(again.output).not.toContain('before the interruption');
  expect(again.code).toBe(0);
  const leftovers = await pool.query<{ tables: number }>(`SELECT count(*)::integer AS tables FROM pg_tables WHERE schemaname = 'import_stage'`);
  expect(leftovers.rows[0]?.tables).toBe(0);
});

it('says in one line what is wrong, and how to call it', async () => {
  const wrong = await runImport('/nowhere/at/all');
  expect([wrong.code, wrong.output]).toEqual([1, 'Import failed: No such folder: /nowhere/at/all\nNothing of it was stored; run it again to go on.\n']);
  const usage = await runImport('--help');
  expect(usage.code).toBe(2);
  expect(usage.output).toContain('Usage: npm run import -- FOLDER');
});
