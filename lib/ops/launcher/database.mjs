import { PlainError } from '../plain-error.mjs';
import { startServer } from '../postgres/server.mjs';
import { keptSecret, SECRETS } from './data-folder.mjs';

const NAME = 'bandwise';

/** Errors on the way to a server of the operator's own, in words. Never with the password. */
function explain(url, error) {
  const { host, pathname, username } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1));
  if (error.code === '3D000') return `The database "${name}" of DATABASE_URL does not exist on ${host}. Create it first: CREATE DATABASE "${name}".`;
  if (error.code === '28P01' || error.code === '28000') return `The server of DATABASE_URL (${host}) refuses the user "${decodeURIComponent(username)}": ${error.message}.`;
  return `The database of DATABASE_URL (${host}) cannot be reached: ${error.code ?? error.message}.`;
}

async function connect(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client;
}

/** What cannot be decoded in an address names nothing. */
function isAddress(url) {
  try {
    return /^postgres(ql)?:\/\/./.test(url) && decodeURIComponent(new URL(url).href) !== '';
  } catch {
    return false;
  }
}

async function externalDatabase(url) {
  if (!isAddress(url)) throw new PlainError('DATABASE_URL must look like postgresql://user:password@host:5432/name.');
  try {
    await (await connect(url)).end();
  } catch (error) {
    throw new PlainError(explain(url, error));
  }
  return { url, words: `the server of DATABASE_URL (${new URL(url).host})`, server: null, stop: async () => {} };
}

async function embeddedDatabase(folder) {
  const server = await startServer({ dataFolder: folder, password: keptSecret(folder, SECRETS.database, 24) });
  try {
    const client = await connect(`${server.base}/postgres`);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
    if (!rowCount) await client.query(`CREATE DATABASE ${NAME}`);
    await client.end();
  } catch (error) {
    if (server.started) await server.stop();
    if (error.code === '28P01') throw new PlainError(`The database in ${folder} refuses the password in ${folder}/${SECRETS.database}. Put the file back from a backup.`);
    throw error;
  }
  return { url: `${server.base}/${NAME}`, words: `PostgreSQL ${server.started ? 'started' : 'was still running'} on port ${server.port}`, started: server.started, server, stop: server.stop };
}

/** The database to work on: the one of DATABASE_URL, else our own in the data folder. */
export const openDatabase = (folder) => (process.env.DATABASE_URL ? externalDatabase(process.env.DATABASE_URL) : embeddedDatabase(folder));
