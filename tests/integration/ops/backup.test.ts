import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { restoreBackup } from '@/lib/ops/backup/restore-backup';
import { readTar } from '@/lib/services/backup/tar';
import { writeBackup } from '@/lib/services/backup/write-backup';
import { gatesOf, MODEL, storeForecast, storeHeadline } from '../../support/stored-forecast';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-backup-'));
const file = path.join(folder, 'all.tar');
const secret = path.join(folder, 'nextauth-secret');
afterAll(() => fs.rmSync(folder, { recursive: true }));

const count = async (table: string): Promise<number> => Number((await pool.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n);

const empty = () => pool.query('TRUNCATE dataset, daily_fact, text_item, text_mention, app_user, asset CASCADE');

async function fill(): Promise<void> {
  await empty();
  await pool.query(`INSERT INTO asset (id) VALUES ('bitcoin'), ('ether-"odd"\tname')`);
  await pool.query(`INSERT INTO dataset (id, name, simulated, active) VALUES (7, 'one', true, true)`);
  await pool.query(`SELECT setval('dataset_id_seq', 7)`);
  await pool.query(`INSERT INTO dataset_asset (dataset_id, asset_id, symbol, name, kind, sectors) VALUES (7, 'bitcoin', 'BTC', 'Bitcoin', 'coin', '{currency}')`);
  await pool.query(
    `INSERT INTO daily_fact (dataset_id, asset_id, day, close, traded_value, known_at)
     SELECT 7, 'bitcoin', '2020-01-01'::date + n, (n + 1) / 7.0, CASE WHEN n % 3 = 0 THEN NULL ELSE n END, now() FROM generate_series(0, 4999) AS n`,
  );
  await pool.query(`INSERT INTO quarantine_row (dataset_id, file, line, severity, reason, raw) VALUES (7, 'daily.csv', 2, 'reject', 'line' || chr(10) || 'break \\N', 'a,b')`);
  await storeForecast(7, { trainedTo: '2021-12-30', gates: gatesOf({ '2021-12': true }), rows: [{ id: 'bitcoin', day: '2021-12-30', percentile: 100 / 3 }, { id: 'ether-"odd"\tname', day: '2021-12-30', percentile: 50 }] });
  await storeHeadline(7);
  await pool.query(`INSERT INTO app_user (id, email, password_hash) VALUES (gen_random_uuid(), 'someone@example.org', 'x')`);
}

beforeEach(async () => {
  await fill();
  fs.writeFileSync(secret, 'first\n');
  await writeBackup(file, folder);
});

describe('backup and restore', () => {
  it('brings back every row, the counters and the secrets', async () => {
    await empty();
    fs.writeFileSync(secret, 'second\n');
    const { tables } = await restoreBackup(file, folder);
    expect(tables.find(({ name }) => name === 'daily_fact')?.rows).toBe(5000);
    expect(await count('daily_fact WHERE traded_value IS NULL')).toBe(1667);
    expect(await count('app_user')).toBe(1);
    expect((await pool.query('SELECT reason FROM quarantine_row')).rows).toEqual([{ reason: 'line\nbreak \\N' }]);
    const { rows } = await pool.query(`INSERT INTO dataset (name, simulated) VALUES ('next', true) RETURNING id`);
    expect(rows).toEqual([{ id: 8 }]);
    expect(fs.readFileSync(secret, 'utf8')).toBe('first\n');
    expect(fs.statSync(secret).mode & 0o777).toBe(0o600);
  });

  it('brings back forecasts, the models that made them and what was read, to the byte', async () => {
    const all = async () => Promise.all(['forecast_run', 'forecast_model', 'forecast_row', 'text_item', 'text_mention'].map(async (table) => (await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${table} AS t ORDER BY 1`)).rows));
    const before = await all();
    expect(before.map((rows) => rows.length)).toEqual([1, 2, 2, 1, 1]);
    await empty();
    await restoreBackup(file, folder);
    expect(await all()).toEqual(before);
    expect((await pool.query<{ bytes: Buffer }>('SELECT bytes FROM forecast_model WHERE bytes IS NOT NULL')).rows[0]?.bytes.equals(MODEL)).toBe(true);
    const [run] = (await pool.query<{ id: number }>('SELECT id FROM forecast_run')).rows;
    expect(await storeForecast(7, { trainedTo: '2022-01-30', gates: [], rows: [] })).toBe((run?.id ?? 0) + 1);
  });

  it('goes out and comes back by the commands', async () => {
    const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-by-hand-'));
    const command = (script: string, ...args: string[]) => promisify(execFile)(process.execPath, ['--conditions=react-server', '--import', 'tsx', script, ...args], { env: { ...process.env, BANDWISE_DATA_DIR: elsewhere } });
    expect((await command('lib/ops/backup.ts')).stdout).toMatch(/bandwise-\d{8}-\d{6}\.tar: [1-9]\d+ rows of \d+ tables, [\d.]+ MB\. It holds secrets/);
    const [name = ''] = fs.readdirSync(path.join(elsewhere, 'backups'));
    expect(fs.statSync(path.join(elsewhere, 'backups', name)).mode & 0o777).toBe(0o600);
    await empty();
    expect((await command('lib/ops/restore.ts', path.join(elsewhere, 'backups', name))).stdout).toMatch(/Restored [1-9]\d+ rows as of .*; every table is what was saved\.\n$/);
    expect([await count('daily_fact'), await count('app_user')]).toEqual([5000, 1]);
    fs.rmSync(elsewhere, { recursive: true });
  });

  it('holds every table of the schema', async () => {
    const { rows } = await pool.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`);
    const saved = [...(await readTar(file)).keys()].flatMap((entry) => /^tables\/(\w+)\.copy\.gz$/.exec(entry)?.[1] ?? []);
    expect(saved.sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it('is one file that only its owner may read, and nothing beside it', () => {
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(folder).sort()).toEqual(['all.tar', 'nextauth-secret']);
  });

  it('refuses a database that holds something, and replaces it when told to', async () => {
    await expect(restoreBackup(file, folder)).rejects.toThrow('The database is not empty');
    await pool.query(`UPDATE daily_fact SET close = 1`);
    const replaced: string[] = [];
    await restoreBackup(file, folder, { force: true, onReplace: (name, rows) => replaced.push(`${name} ${rows}`) });
    expect(await count('daily_fact WHERE close <> 1')).toBe(4999);
    expect(replaced).toEqual(expect.arrayContaining(['daily_fact 5000', 'app_user 1']));
  });

  it('leaves alone what another program keeps in the same database', async () => {
    await pool.query('CREATE TABLE of_another_program AS SELECT 1 AS kept');
    await restoreBackup(file, folder, { force: true });
    expect(await count('of_another_program')).toBe(1);
    await writeBackup(file, folder);
    expect([...(await readTar(file)).keys()].filter((name) => name.includes('another'))).toEqual([]);
    await pool.query('DROP TABLE of_another_program');
  });

  it('is refused while a worker has the database, wherever it runs', async () => {
    const worker = await pool.connect();
    await worker.query('SELECT pg_advisory_lock($1, 5)', [7_236_415]);
    const run = promisify(execFile)(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/ops/restore.ts', file, '--force'], { env: { ...process.env, BANDWISE_DATA_DIR: folder } });
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^Bandwise is running on the database "\w+" on [\w.:]+, perhaps from another folder/) as string });
    worker.release(true);
    expect(await count('daily_fact')).toBe(5000);
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1500)],
    ['not a backup', () => Buffer.from('hello')],
  ])('refuses a file that is %s and changes nothing', async (_, damage) => {
    fs.writeFileSync(file, damage(fs.readFileSync(file)));
    await empty();
    await expect(restoreBackup(file, folder)).rejects.toThrow(/not a whole backup|cut off/);
    expect(await count('dataset')).toBe(0);
  });

  it('notices rows that are not the saved ones and restores nothing', async () => {
    const bytes = fs.readFileSync(file);
    const entry = (await readTar(file)).get('manifest.json');
    if (!entry) throw new Error('no manifest');
    const manifest = bytes.subarray(entry.offset, entry.offset + entry.size).toString();
    const damaged = manifest.replace(/("name": "daily_fact"[^}]*"sha256": ")../s, '$1zz');
    expect(damaged).toHaveLength(manifest.length);
    bytes.write(damaged, entry.offset);
    fs.writeFileSync(file, bytes);
    await empty();
    await expect(restoreBackup(file, folder)).rejects.toThrow('daily_fact differs from what was saved');
    expect(await count('dataset')).toBe(0);
  });

  it('refuses a backup of a newer version', async () => {
    const bytes = fs.readFileSync(file);
    bytes.write(bytes.toString('latin1').includes('_init"') ? '_late"' : '', bytes.indexOf('_init"'));
    fs.writeFileSync(file, bytes);
    await empty();
    await expect(restoreBackup(file, folder)).rejects.toThrow('Update first');
  });
});
