import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { run } from '../launcher/run.mjs';
import { PlainError } from '../plain-error.mjs';
import { fromRoot, QUIET, ROOT } from '../root.mjs';

const NO_TABLE = '42P01';
/** A migration may write every row of a market of millions, on a slow disk too. */
const PATIENCE_MS = 30 * 60_000;
/** The lock that Prisma's own tool holds while it migrates. */
const PRISMA_LOCK = 72_707_369;

/** What a migration meets when all of it is there: a table, a column, a constraint of its name. */
const THERE_ALREADY = new Set(['42P07', '42701', '42710']);
/** What a migration meets when one before it is there by half: a table, a column that it builds on is missing. */
const LACKING = new Set(['42P01', '42703']);
/** The same in the words of Prisma's engine, as WASM or native. */
const LACKED = /No such (?:table|column): .*|(?:relation|column) .* does not exist/;

const brokenOff = (lacks) => new PlainError(`A migration of this database was broken off and cannot be finished (${lacks}). Restore a backup into a new data folder: BANDWISE_DATA_DIR=/path.`);

const scriptOf = (name) => fs.readFileSync(fromRoot('prisma/migrations', name, 'migration.sql'), 'utf8');

const localMigrations = () => {
  const folder = fromRoot('prisma/migrations');
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, 'migration.sql')))
    .map((name) => ({ name, checksum: createHash('sha256').update(scriptOf(name)).digest('hex') }));
};

/** What the database went through, and what was begun there. */
async function storedMigrations(client) {
  try {
    const { rows } = await client.query(
      'SELECT id, migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
    );
    return rows;
  } catch (error) {
    if (error.code === NO_TABLE) return [];
    throw error;
  }
}

/**
 * Prisma notes that a migration begins, runs it, and notes its end; killed between these, it would refuse the database for good. A
 * script is one transaction: all of it is there and only the note is missing, or nothing is and it is run again.
 */
async function finishInterrupted(client, local) {
  await client.query(`SET lock_timeout = '60s'`);
  await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
  const begun = (await storedMigrations(client)).filter(({ name, checksum, finished }) => !finished && local.some((migration) => migration.name === name && migration.checksum === checksum));
  for (const { name } of begun) {
    await client.query(scriptOf(name)).catch((error) => {
      if (LACKING.has(error.code)) throw brokenOff(error.message);
      if (!THERE_ALREADY.has(error.code)) throw error;
    });
  }
  // None is noted before all are done: one that could not follow shows that the one before it is there by half.
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1, logs = NULL WHERE id = ANY ($1)', [begun.map(({ id }) => id)]);
  return storedMigrations(client);
}

async function settledMigrations(url, local) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const stored = await storedMigrations(client);
    const interrupted = stored.filter(({ finished }) => !finished).map(({ id }) => id);
    return { interrupted, stored: interrupted.length > 0 ? await finishInterrupted(client, local) : stored };
  } finally {
    await client.end();
  }
}

const prisma = (args, url) => run(process.execPath, [fromRoot('node_modules/prisma/build/index.js'), 'migrate', ...args], { cwd: ROOT, env: { ...process.env, ...QUIET, DATABASE_URL: url }, timeout: PATIENCE_MS });

/** What would have to be made; what another program keeps in the same database would merely be dropped. */
const LACKS = /^(?:CREATE|ALTER)(?!.* DROP ) .*/m;

/** Earlier versions sent a script in pieces: what one of them was killed in may be there by half. Then it stays noted as begun. */
async function refuseHalf(url, interrupted, lacks) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('UPDATE _prisma_migrations SET finished_at = NULL WHERE id = ANY ($1)', [interrupted]).finally(() => client.end());
  throw brokenOff(lacks);
}

async function requireWhole(url, interrupted) {
  const { code, output } = await prisma(['diff', '--from-config-datasource', '--to-schema', 'prisma/schema.prisma', '--script'], url);
  const [lacks] = LACKS.exec(output) ?? [];
  if (code !== 0 || lacks !== undefined) await refuseHalf(url, interrupted, lacks ?? output.trim());
}

/** Brings the database to the schema of this version; asks the database first, since the tool itself takes two seconds to find out. */
export async function migrate(url) {
  const local = localMigrations();
  const { stored, interrupted } = await settledMigrations(url, local);
  const newer = stored.find(({ name }) => !local.some((migration) => migration.name === name));
  if (newer) throw new PlainError(`The database was made by a newer version (it knows ${newer.name}). Update, or choose another data folder with BANDWISE_DATA_DIR=/path.`);
  const changed = local.find(({ name, checksum }) => stored.some((row) => row.name === name && row.checksum !== checksum));
  if (changed) throw new PlainError(`The migration ${changed.name} is not the one that this database went through. Use the version that made it, or choose another data folder with BANDWISE_DATA_DIR=/path.`);
  const current = local.every(({ name, checksum }) => stored.some((row) => row.name === name && row.checksum === checksum));
  if (!current) {
    const { code, output } = await prisma(['deploy'], url);
    const [lacks] = LACKED.exec(output) ?? [];
    if (code !== 0 && interrupted.length > 0 && lacks !== undefined) await refuseHalf(url, interrupted, lacks);
    if (code !== 0) throw new Error(`prisma migrate deploy failed:\n${output}`);
  }
  if (interrupted.length > 0) await requireWhole(url, interrupted);
  return current ? 'current' : 'migrated';
}
