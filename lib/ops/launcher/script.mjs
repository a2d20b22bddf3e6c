import { QUIET } from '../root.mjs';
import { ensureClient } from './build.mjs';
import { dataFolder, keptSecret, makeDataFolder, SECRETS } from './data-folder.mjs';
import { openDatabase } from './database.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { createFamily } from './family.mjs';
import { isLocked } from './lock.mjs';
import { complain } from './say.mjs';
import { typescript } from './services.mjs';

/** Runs a command with the database up and of this version; a database that was down before goes down again. */
export async function runScript(file, args) {
  let database;
  let code = 1;
  const family = createFamily();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void family.stop());
  try {
    await ensureDependencies({ dev: /^tests\//.test(file) });
    const folder = makeDataFolder(dataFolder());
    await ensureClient();
    database = await openDatabase(folder);
    const { migrate } = await import('../prisma/migrate.mjs');
    await migrate(database.url);
    const env = { ...QUIET, DATABASE_URL: database.url, BANDWISE_DATA_DIR: folder, NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || keptSecret(folder, SECRETS.session) };
    const child = family.start([...typescript(file), ...args], env, { cwd: process.cwd(), stdio: 'inherit' });
    code = await new Promise((resolve) => child.once('close', (ended) => resolve(ended ?? 1)));
  } catch (error) {
    complain(error);
  }
  if (database?.started && !isLocked(dataFolder())) await database.stop();
  process.exit(code);
}
