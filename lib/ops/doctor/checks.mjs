import fs from 'node:fs';
import path from 'node:path';
import { buildStands } from '../launcher/build.mjs';
import { dataFolder, SECRETS } from '../launcher/data-folder.mjs';
import { dependenciesStand } from '../launcher/dependencies.mjs';
import { isLocked } from '../launcher/lock.mjs';
import { choosePort } from '../launcher/port.mjs';
import { plainLine } from '../plain-error.mjs';
import { runningServer } from '../postgres/control-file.mjs';
import { fromRoot } from '../root.mjs';

const ENOUGH_BYTES = 2e9;
const good = (words) => ({ ok: true, words });
const bad = (words) => ({ ok: false, words });

const node = () => good(`${process.versions.node} on ${process.platform} ${process.arch}`);

const dependencies = () => (dependenciesStand({ dev: false }) ? good('as the lock file says') : bad('not what the lock file says: npm start installs them'));

function folder() {
  const place = dataFolder();
  if (!fs.existsSync(place)) return good(`${place} (made at the first start)`);
  const { bavail, bsize } = fs.statfsSync(place);
  const free = `${((bavail * bsize) / 1e9).toFixed(1)} GB free`;
  return bavail * bsize < ENOUGH_BYTES ? bad(`${place}: only ${free}`) : good(`${place}, ${free}`);
}

function secrets() {
  const open = Object.values(SECRETS)
    .map((name) => path.join(dataFolder(), name))
    .filter((file) => fs.existsSync(file) && process.platform !== 'win32' && (fs.statSync(file).mode & 0o077) !== 0);
  return open.length > 0 ? bad(`others can read ${open.join(', ')}: chmod 600`) : good('readable by their owner only');
}

/** The address of the database as far as it runs now. */
function databaseUrl() {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const server = runningServer(path.join(dataFolder(), 'database/pgdata'));
  const password = path.join(dataFolder(), SECRETS.database);
  if (!server || !fs.existsSync(password)) return null;
  return `postgresql://postgres:${encodeURIComponent(fs.readFileSync(password, 'utf8').trim())}@127.0.0.1:${server.port}/bandwise`;
}

const MARKET = `SELECT (SELECT name || ', ' || asset_count || ' assets to ' || last_day FROM dataset WHERE active) AS market,
  (SELECT string_agg(name || ' ' || state || coalesce(': ' || error, ''), ', ' ORDER BY name) FROM job_state) AS jobs,
  EXISTS (SELECT FROM job_state WHERE state = 'failed') AS failed`;

async function database() {
  const url = databaseUrl();
  if (!url) return good('down (npm start brings it up)');
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query(MARKET);
    const { market, jobs, failed } = rows[0];
    const words = `${market ?? 'no market yet'}; ${jobs ?? 'no jobs yet'}`;
    return failed ? bad(words) : good(words);
  } finally {
    await client.end();
  }
}

const pages = () => (buildStands() ? good('built from the sources as they are') : good('to be built at the next start'));

async function port() {
  if (isLocked(dataFolder())) return good('Bandwise is running');
  return good(`${await choosePort()} is free`);
}

/** A model of one's own that reads headlines: its files, and the package that runs it. */
function textModel() {
  const place = process.env.TEXT_MODEL_DIR?.trim();
  if (!place) return good('none set: rules read headlines');
  const missing = ['text-model.json', 'model.onnx'].filter((name) => !fs.existsSync(path.join(place, name)));
  if (missing.length > 0) return bad(`${place} has no ${missing.join(' and no ')}: rules read headlines`);
  if (!fs.existsSync(fromRoot('node_modules/onnxruntime-web'))) return bad('onnxruntime-web is not installed: rules read headlines (npm install --no-save onnxruntime-web)');
  return good(place);
}

const CHECKS = { Node: node, dependencies, 'data folder': folder, secrets, database, pages, port, 'text model': textModel };

/** Every check with its answer; one that throws answers with its trouble. */
export async function examine() {
  const answers = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    const answer = await Promise.resolve()
      .then(check)
      .catch((error) => bad(plainLine(error) ?? error.message));
    answers.push({ name, ...answer });
  }
  return answers;
}
