import path from 'node:path';
import { pool } from '@/lib/data/pool';
import { env } from '@/lib/env';
import { restoreBackup } from './backup/restore-backup';
import { workerRuns } from './backup/running-worker';
import { dataFolder } from './launcher/data-folder.mjs';
import { isLocked } from './launcher/lock.mjs';
import { complain } from './launcher/say.mjs';
import { PlainError } from './plain-error.mjs';

/** `npm run restore -- FILE [--force]`: puts a backup into an empty installation, or with --force in place of what is there. */
async function main(args: readonly string[]): Promise<void> {
  const [given] = args.filter((arg) => arg !== '--force');
  if (given === undefined) throw new PlainError('Usage: npm run restore -- FILE [--force]');
  const folder = dataFolder();
  if (isLocked(folder)) throw new PlainError('Bandwise is running on this data folder. Stop it first (Ctrl-C), then restore.');
  const { host, pathname } = new URL(env.DATABASE_URL);
  const place = `the database "${decodeURIComponent(pathname.slice(1))}" on ${host}`;
  if (await workerRuns()) throw new PlainError(`Bandwise is running on ${place}, perhaps from another folder or machine. Stop it first (Ctrl-C), then restore.`);
  console.log(`Restoring into ${place}`);
  const file = path.resolve(process.env.INIT_CWD ?? '.', given);
  const { createdAt, version, tables } = await restoreBackup(file, folder, { force: args.includes('--force'), onReplace: (name, rows) => console.log(`  ${name}: replacing ${rows} rows`), onTable: (name, rows) => console.log(`  ${name}: ${rows} rows`) });
  console.log(`Restored ${tables.reduce((sum, table) => sum + table.rows, 0)} rows as of ${createdAt} (version ${version}); every table is what was saved.`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  complain(error);
  process.exitCode = 1;
} finally {
  await pool.end();
}
