import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { run } from '../launcher/run.mjs';
import { PlainError } from '../plain-error.mjs';
import { fromRoot, QUIET, ROOT } from '../root.mjs';

const NO_TABLE = '42P01';
const PATIENCE_MS = 180_000;

const localMigrations = () => {
  const folder = fromRoot('prisma/migrations');
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, 'migration.sql')))
    .map((name) => ({ name, checksum: createHash('sha256').update(fs.readFileSync(path.join(folder, name, 'migration.sql'))).digest('hex') }));
};

/** Names and checksums of what the database went through. */
async function storedMigrations(client) {
  try {
    const { rows } = await client.query('SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL');
    return rows;
  } catch (error) {
    if (error.code === NO_TABLE) return [];
    throw error;
  }
}

/** Brings the database to the schema of this version; asks the database first, since the tool itself takes two seconds to find out. */
export async function migrate(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  const stored = await storedMigrations(client).finally(() => client.end());
  const local = localMigrations();
  const newer = stored.find(({ name }) => !local.some((migration) => migration.name === name));
  if (newer) throw new PlainError(`The database was made by a newer version (it knows ${newer.name}). Update, or choose another data folder with BANDWISE_DATA_DIR=/path.`);
  const changed = local.find(({ name, checksum }) => stored.some((row) => row.name === name && row.checksum !== checksum));
  if (changed) throw new PlainError(`The migration ${changed.name} is not the one that this database went through. Use the version that made it, or choose another data folder with BANDWISE_DATA_DIR=/path.`);
  if (local.every(({ name, checksum }) => stored.some((row) => row.name === name && row.checksum === checksum))) return 'current';
  const { code, output } = await run(process.execPath, [fromRoot('node_modules/prisma/build/index.js'), 'migrate', 'deploy'], {
    cwd: ROOT,
    env: { ...process.env, ...QUIET, DATABASE_URL: url },
    timeout: PATIENCE_MS,
  });
  if (code !== 0) throw new Error(`prisma migrate deploy failed:\n${output}`);
  return 'migrated';
}
