import { build, buildStands, ensureClient } from './build.mjs';
import { dataFolder, keptSecret, makeDataFolder, requireSpace, SECRETS } from './data-folder.mjs';
import { openDatabase } from './database.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { keepServer } from '../postgres/keep-server.mjs';
import { createFamily, watchNpm } from './family.mjs';
import { lockFolder } from './lock.mjs';
import { choosePort } from './port.mjs';
import { complain, say, step } from './say.mjs';
import { keepWorker, serve } from './services.mjs';

/** What has to be undone at the end, last first. */
const undo = [];
let stopping = false;

async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const last of undo.reverse()) {
    try {
      await last();
    } catch (error) {
      complain(error);
    }
  }
  process.exit(code);
}

function listenForTheEnd() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!stopping) say('stopping');
      void stop(0);
    });
  }
  watchNpm(() => void stop(0));
}

async function prepareDatabase(folder) {
  const opening = openDatabase(folder);
  // Also a start that is stopped while the database comes up takes it down again.
  undo.push(async () => (await opening.catch(() => null))?.stop());
  const database = await opening;
  if (database.server) undo.push(keepServer(database.server, say));
  process.env.DATABASE_URL = database.url;
  return database.words;
}

async function prepareSchema() {
  const { migrate } = await import('../prisma/migrate.mjs');
  return migrate(process.env.DATABASE_URL);
}

function prepareFolder(folder) {
  makeDataFolder(folder);
  requireSpace(folder);
  const unlock = lockFolder(folder);
  undo.push(unlock);
  process.env.BANDWISE_DATA_DIR = folder;
  process.env.NEXTAUTH_SECRET ||= keptSecret(folder, SECRETS.session);
}

async function start() {
  listenForTheEnd();
  const folder = dataFolder();
  const port = await choosePort();
  prepareFolder(folder);
  await step('dependencies', () => ensureDependencies({ dev: false }));
  await Promise.all([step('database', () => prepareDatabase(folder)), step('database client', ensureClient)]);
  await step('schema', prepareSchema);
  const family = createFamily();
  undo.push(family.stop);
  const mustBuild = !buildStands();
  if (mustBuild) {
    say('building the pages; the market is loaded and computed meanwhile');
    keepWorker(family, () => stopping);
  }
  await step('pages', () => (mustBuild ? build(family.start) : 'in place'));
  const address = process.env.NEXTAUTH_URL || `http://localhost:${port}`;
  await step('server', () => serve(family, { port, onEnd: (code) => void stop(code) }));
  if (!mustBuild) keepWorker(family, () => stopping);
  say(`Bandwise is ready: ${address}   (data in ${folder}; Ctrl-C stops it)`);
}

export async function main() {
  try {
    await start();
  } catch (error) {
    if (!stopping) complain(error);
    await stop(1);
  }
}
