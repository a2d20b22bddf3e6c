import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createFactory } from '@/lib/ops/prisma/engine-adapter.mjs';
import { migrate } from '@/lib/ops/prisma/migrate.mjs';
import { administer } from '../../support/database';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(root, 'prisma/migrations');
const names = fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, 'migration.sql'))).sort();
const checksum = (name: string) => createHash('sha256').update(fs.readFileSync(path.join(folder, name, 'migration.sql'))).digest('hex');
const server = inject('databaseServer');
const made: string[] = [];

async function database(template: string): Promise<string> {
  const name = `bandwise_test_${randomBytes(6).toString('hex')}`;
  await administer(server, (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`));
  made.push(name);
  return `${server.base}/${name}`;
}
afterAll(() => administer(server, async (client) => {
  for (const name of made) await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
}));

async function on<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Tables with their columns and constraints, as text. */
const shapeOf = (url: string) => on(url, async (client) => {
  const { rows } = await client.query<{ what: string }>(`
    SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || coalesce(column_default, '') AS what FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    UNION ALL SELECT conrelid::regclass || ' ' || conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid::regclass::text <> '_prisma_migrations'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`);
  return rows.map(({ what }) => what);
});
const notesOf = (url: string) => on(url, async (client) => (await client.query(`SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY 1`)).rows as unknown[]);
/** Of a copy: others may be copying the original at this moment. */
let whole: string[];
beforeAll(async () => void (whole = await shapeOf(await database(server.migrated))));
const ALL_DONE = names.map((name) => ({ name, finished: true }));

/** Starts to migrate and is killed, with all it started, once a migration has begun. */
async function killedIn(url: string, which: number): Promise<void> {
  const script = `await (await import('${pathToFileURL(path.join(root, 'lib/ops/prisma/migrate.mjs')).href}')).migrate('${url}')`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, detached: true, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await on(url, async (client) => {
    for (let begun = 0; begun <= which && child.exitCode === null; ) {
      begun = await client.query<{ n: number }>('SELECT count(*)::integer AS n FROM _prisma_migrations').then(({ rows }) => rows[0]?.n ?? 0, () => 0);
    }
  });
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await ended;
}

describe('migrating', () => {
  it.each([...names.entries()].map(([position, name]) => [name, position] as const).filter(([, position]) => position === 0 || position === names.length - 1))('comes to its end after everything was killed in the middle of %s', async (_, position) => {
    const url = await database('template0');
    await killedIn(url, position);
    await migrate(url);
    expect(await notesOf(url)).toEqual(ALL_DONE);
    expect(await shapeOf(url)).toEqual(whole);
    expect(await migrate(url)).toBe('current');
  });

  it('goes on where only the note of an end is missing, or a full disk left words instead', async () => {
    const url = await database(server.migrated);
    await on(url, (client) => client.query(`UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0, logs = 'No space left on device' WHERE migration_name = $1`, [names.at(-1)]));
    await on(url, (client) => client.query('CREATE TABLE of_another_program (id integer PRIMARY KEY); CREATE TABLE beside (id integer REFERENCES of_another_program)'));
    expect(await migrate(url)).toBe('current');
    expect(await notesOf(url)).toEqual(ALL_DONE);
  });

  it('refuses in one line what an earlier version left by half', async () => {
    const url = await database(server.migrated);
    await on(url, (client) => client.query(`DROP TABLE yield_pool; UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '20261121130000_live_market'`));
    for (const _ of [1, 2]) await expect(migrate(url)).rejects.toThrow(/^A migration of this database was broken off and cannot be finished \(CREATE TABLE "yield_pool" /);
  });

  it('refuses it in one line also where a later migration builds on what is missing', async () => {
    const url = await database(server.migrated);
    await on(url, (client) => client.query(`DROP TABLE source_daily; UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '20261121130000_live_market'; DELETE FROM _prisma_migrations WHERE migration_name > '20261121130000_live_market'`));
    for (const _ of [1, 2]) await expect(migrate(url)).rejects.toThrow(/^A migration of this database was broken off and cannot be finished \((No such table: source_daily|relation "source_daily" does not exist)\)/);
  });

  it('runs again what was begun and of which nothing is there', async () => {
    const url = await database('template0');
    await on(url, async (client) => {
      await client.query(`CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`);
      await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', ['begun', checksum(names[0] ?? ''), names[0]]);
    });
    expect(await migrate(url)).toBe('migrated');
    expect(await shapeOf(url)).toEqual(whole);
  });

  it('does all of a script or nothing, whatever stands in its comments', async () => {
    const url = await database('template0');
    const connected = await createFactory(url).connect();
    if (!connected.ok) throw new Error('no connection');
    const run = async (script: string) => (await connected.value.executeScript(script)).ok;
    expect(await run('-- one; and; two\nCREATE TABLE one (n integer); CREATE TABLE two (n integer);')).toBe(true);
    expect(await run('CREATE TABLE three (n integer); CREATE TABLE one (n integer);')).toBe(false);
    await connected.value.dispose();
    const { rows } = await on(url, (client) => client.query(`SELECT to_regclass('one') IS NULL AS one, to_regclass('two') IS NULL AS two, to_regclass('three') IS NULL AS three`));
    expect(rows).toEqual([{ one: false, two: false, three: true }]);
  });
});
