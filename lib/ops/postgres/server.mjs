import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { run } from '../launcher/run.mjs';
import { PlainError } from '../plain-error.mjs';
import { findBinaries, program } from './binaries.mjs';
import { runningServer } from './control-file.mjs';
import { asUser, serviceUser } from './service-user.mjs';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  max_connections: '60',
  timezone: 'UTC',
  jit: 'off',
};
const LOG_LIMIT = 10_000_000;

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Small containers give too little /dev/shm for parallel queries. */
function sharedMemory() {
  if (process.platform !== 'linux') return {};
  try {
    const { bsize, blocks } = fs.statfsSync('/dev/shm');
    return bsize * blocks >= 256 * 1024 * 1024 ? {} : { dynamic_shared_memory_type: 'mmap' };
  } catch {
    return { dynamic_shared_memory_type: 'mmap' };
  }
}

/** Runs a program of the server as its user, away from a working directory that the user may not read. */
const tool = (place, name, args, options = {}) =>
  run(program(place.native, name), args, { ...asUser(place.user), cwd: path.parse(place.native).root, env: { ...process.env, LC_ALL: 'C', PGHOST: '' }, ...options });

async function requireReachable(folder, user) {
  if (!user) return;
  const { code } = await run('/bin/sh', ['-c', 'cd "$0"', folder], { ...asUser(user), cwd: '/' });
  if (code === 0) return;
  throw new PlainError(`The user '${user.name}', as whom the database runs under root, cannot reach ${folder}. Choose a reachable data folder with BANDWISE_DATA_DIR=/path, or start as a normal user.`);
}

/** PostgreSQL runs on a cluster of its own user only; told before anything around it changes hands. */
function requireOwner(pgdata, user) {
  const owner = fs.statSync(pgdata, { throwIfNoEntry: false })?.uid;
  const own = user?.uid ?? process.getuid?.();
  if (owner === undefined || own === undefined || owner === own) return;
  throw new PlainError(`${pgdata} belongs to the user ${owner}, and the database runs as the user ${own}. Start as its owner, or choose another data folder with BANDWISE_DATA_DIR=/path.`);
}

function requireSameMajor(pgdata, major) {
  const stored = Number(fs.readFileSync(path.join(pgdata, 'PG_VERSION'), 'utf8'));
  if (stored === major) return;
  throw new PlainError(
    `${pgdata} was made by PostgreSQL ${stored}; this version brings ${major}. To move it: run "npm run backup -- FILE" with the version of Bandwise that made it, move the data folder away, then "npm run restore -- FILE" here.`,
  );
}

/** A new cluster appears under its name only when it is whole. */
async function initialise(place, password) {
  const unfinished = `${place.pgdata}.unfinished`;
  const passwordFile = path.join(place.folder, 'password.once');
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user) fs.chownSync(passwordFile, place.user.uid, place.user.gid);
  try {
    const made = await tool(place, 'initdb', ['-D', unfinished, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-sync']);
    if (made.code !== 0) throw new Error(`initdb failed: ${made.output}`);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.renameSync(unfinished, place.pgdata);
}

function makeFolder(folder, user) {
  fs.mkdirSync(folder, { recursive: true });
  fs.chmodSync(folder, 0o700);
  if (user) fs.chownSync(folder, user.uid, user.gid);
}

async function launch(place, extra) {
  const log = path.join(place.folder, 'server.log');
  if (fs.existsSync(log) && fs.statSync(log).size > LOG_LIMIT) fs.rmSync(log);
  const before = fs.existsSync(log) ? fs.statSync(log).size : 0;
  const settings = Object.entries({ ...SETTINGS, ...sharedMemory(), ...extra, port: extra.port ?? (await freePort()) }).map(([key, value]) => `-c ${key}='${value}'`);
  // The server inherits our pipes and would keep them open: it gets none.
  const { code } = await tool(place, 'pg_ctl', ['start', '-w', '-t', '120', '-D', place.pgdata, '-l', log, '-o', settings.join(' ')], { stdio: 'ignore' });
  return code === 0 ? '' : fs.existsSync(log) ? fs.readFileSync(log, 'utf8').slice(before).slice(-4000) : 'no log was written';
}

/** Backends of a killed server take a moment to notice, and a free port can be taken by another program meanwhile. */
const MENDS_ITSELF = /shared memory block is still in use|Address already in use|could not bind/;

async function launchPatiently(place, extra) {
  for (let attempt = 1; ; attempt += 1) {
    const failure = await launch(place, extra);
    if (!failure) return;
    if (!MENDS_ITSELF.test(failure) || attempt === 20) throw new Error(`PostgreSQL did not start:\n${failure}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/**
 * Starts the packaged server on `dataFolder/database`, or takes over the one that already runs there.
 * @returns {Promise<{ base: string, port: number, pid: number, started: boolean, isRunning: () => boolean, restart: () => Promise<void>, stop: () => Promise<void> }>}
 *   `base` is a URL without a database name; `restart` starts it again on the same port
 */
export async function startServer({ dataFolder, password, settings = {} }) {
  const folder = path.join(dataFolder, 'database');
  const pgdata = path.join(folder, 'pgdata');
  const user = serviceUser(pgdata);
  await requireReachable(dataFolder, user);
  const { native, major } = await findBinaries(dataFolder, user);
  const place = { user, native, folder, pgdata };
  const isMade = fs.existsSync(path.join(pgdata, 'PG_VERSION'));
  if (isMade) requireSameMajor(pgdata, major);
  requireOwner(pgdata, user);
  makeFolder(folder, user);
  if (!isMade) await initialise(place, password);
  const found = runningServer(place.pgdata);
  if (!found) await launchPatiently(place, settings);
  const { pid, port } = found ?? runningServer(place.pgdata);
  return {
    base: `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    port,
    pid,
    started: !found,
    isRunning: () => runningServer(place.pgdata) !== null,
    restart: () => launchPatiently(place, { ...settings, port }),
    stop: async () => void (await tool(place, 'pg_ctl', ['stop', '-D', place.pgdata, '-m', 'fast', '-w', '-t', '60'])),
  };
}
