import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { runningServer } from '@/lib/ops/postgres/control-file.mjs';
import { keepServer } from '@/lib/ops/postgres/keep-server.mjs';
import { startServer } from '@/lib/ops/postgres/server.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-server-'));
fs.chmodSync(folder, 0o711);
const pgdata = path.join(folder, 'database/pgdata');
const asRoot = process.getuid?.() === 0;
const settings = { fsync: 'off' };
const start = (dataFolder = folder) => startServer({ dataFolder, password: 'a secret/with:signs@', settings });
let stop = async (): Promise<void> => {};

afterEach(async () => {
  const ending = stop;
  stop = async () => {};
  await ending();
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

async function ask(base: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: `${base}/postgres` });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const killed = async (pid: number): Promise<void> => {
  process.kill(pid, 'SIGKILL');
  while (runningServer(pgdata)) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('the packaged server', () => {
  it('starts in a private folder, listens on this machine only and asks for the password', async () => {
    const server = await start();
    stop = server.stop;
    expect(server.started).toBe(true);
    expect(await ask(server.base, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await expect(ask(server.base.replace(/:[^:@]*@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password authentication failed');
    const { mode, uid } = fs.statSync(pgdata);
    expect(mode & 0o777).toBe(0o700);
    expect(uid === 0).toBe(false);
    expect(fs.readdirSync(path.join(folder, 'database')).sort()).toEqual(['pgdata', 'server.log']);
  });

  it('takes over the one that still runs', async () => {
    const first = await start();
    const second = await start();
    stop = second.stop;
    expect([second.started, second.pid, second.port]).toEqual([false, first.pid, first.port]);
  });

  it('recovers after being killed, with what was committed', async () => {
    const first = await start();
    await ask(first.base, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await killed(first.pid);
    const second = await start();
    stop = second.stop;
    expect(second.started).toBe(true);
    expect(await ask(second.base, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('is started again where it was when it alone was killed, until the watch ends', async () => {
    const server = await start();
    const said: string[] = [];
    const endWatch = keepServer(server, (line) => said.push(line), 50);
    stop = async () => {
      await endWatch();
      await server.stop();
    };
    await ask(server.base, 'CREATE TABLE still AS SELECT 43 AS answer');
    const pool = new pg.Pool({ connectionString: `${server.base}/postgres` });
    pool.on('error', () => undefined);
    await pool.query('SELECT 1');
    process.kill(server.pid, 'SIGKILL');
    while (!said.includes('the database is back')) await new Promise((resolve) => setTimeout(resolve, 20));
    // A client of before finds it by itself: the connection that broke is replaced by the pool.
    expect((await pool.query('SELECT answer FROM still')).rows).toEqual([{ answer: 43 }]);
    await pool.end();
    expect(said).toEqual(['the database ended; starting it again', 'the database is back']);
    await endWatch();
    await killed(runningServer(pgdata)?.pid ?? 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([runningServer(pgdata), said.length]).toEqual([null, 2]);
  });

  it('does not take another program with an old number for a server', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    fs.writeFileSync(path.join(pgdata, 'postmaster.pid'), `${other.pid}\n${pgdata}\n0\n1\n`);
    const server = await start();
    stop = server.stop;
    expect(server.started).toBe(true);
    other.kill('SIGKILL');
  });

  it('refuses a folder of another major version and says how to move it', async () => {
    const old = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-old-'));
    fs.chmodSync(old, 0o711);
    fs.mkdirSync(path.join(old, 'database/pgdata'), { recursive: true });
    fs.writeFileSync(path.join(old, 'database/pgdata/PG_VERSION'), '15\n');
    stop = async () => fs.rmSync(old, { recursive: true });
    await expect(start(old)).rejects.toThrow(/was made by PostgreSQL 15; this version brings \d+\. To move it: run "npm run backup/);
  });

  it('starts where only its owner may enter the folder for temporary files', async () => {
    const closed = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-tmp-'));
    vi.stubEnv('TMPDIR', closed);
    const fresh = fs.mkdtempSync(path.join(folder, 'fresh-'));
    fs.chmodSync(fresh, 0o711);
    const server = await start(fresh);
    stop = async () => {
      vi.unstubAllEnvs();
      await server.stop();
      fs.rmSync(closed, { recursive: true });
    };
    expect(await ask(server.base, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says so when the cluster belongs to a user as whom it does not run, and leaves the folder as it is', async () => {
    const foreign = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-foreign-'));
    fs.chmodSync(foreign, 0o711);
    fs.mkdirSync(path.join(foreign, 'database'), { mode: 0o755 });
    // Whoever runs this: the root of the file system belongs to root, as whom no database runs.
    fs.symlinkSync('/', path.join(foreign, 'database/pgdata'));
    stop = async () => fs.rmSync(foreign, { recursive: true });
    const { uid, mode } = fs.statSync(path.join(foreign, 'database'));
    await expect(start(foreign)).rejects.toThrow(/database\/pgdata belongs to the user 0, and the database runs as the user \d+\. Start as its owner/);
    expect(fs.statSync(path.join(foreign, 'database'))).toMatchObject({ uid, mode });
  });

  it('says so when its user cannot reach the folder', async () => {
    const closed = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-closed-'));
    fs.chmodSync(closed, asRoot ? 0o700 : 0o500);
    stop = async () => {
      fs.chmodSync(closed, 0o700);
      fs.rmSync(closed, { recursive: true });
    };
    await expect(start(closed)).rejects.toThrow(asRoot ? 'cannot reach' : 'EACCES');
  });
});

/** Runs the start to its end; only for troubles that it meets before the long work. */
async function refusal(env: Record<string, string>): Promise<string> {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-refused-'));
  fs.chmodSync(data, 0o711);
  try {
    await promisify(execFile)(process.execPath, ['lib/ops/start.mjs'], { cwd: root, env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', BANDWISE_DATA_DIR: data, PORT: '0', ...env }, timeout: 60_000 });
    return 'it started';
  } catch (error) {
    return (error as { stderr: string }).stderr;
  } finally {
    fs.rmSync(data, { recursive: true, force: true });
  }
}

describe('a start that cannot go on says why in one line', () => {
  it.each([
    ['no server', 'postgresql://someone:hidden@127.0.0.1:1/none', 'The database of DATABASE_URL (127.0.0.1:1) cannot be reached: ECONNREFUSED.\n'],
    ['a URL that cannot be decoded', 'postgresql://someone:hidden%zz@127.0.0.1:1/no%zz', 'DATABASE_URL must look like postgresql://user:password@host:5432/name.\n'],
    ['not a URL', 'mysql://x', 'DATABASE_URL must look like postgresql://user:password@host:5432/name.\n'],
  ])('%s', async (_, url, line) => {
    expect(await refusal({ DATABASE_URL: url })).toBe(line);
  });

  it('a database that is not there', async () => {
    const url = new URL(process.env.DATABASE_URL ?? '');
    url.pathname = '/nowhere';
    expect(await refusal({ DATABASE_URL: String(url) })).toBe(`The database "nowhere" of DATABASE_URL does not exist on ${url.host}. Create it first: CREATE DATABASE "nowhere".\n`);
  });

  it('a wrong password, without printing it', async () => {
    const url = new URL(process.env.DATABASE_URL ?? '');
    url.password = 'hidden';
    const line = await refusal({ DATABASE_URL: String(url) });
    expect(line).toContain('refuses the user "postgres": password authentication failed');
    expect(line).not.toContain('hidden');
  });

  it('a port that is taken', async () => {
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { port } = other.address() as net.AddressInfo;
    expect(await refusal({ PORT: String(port) })).toBe(`Port ${port} is in use by another program. Choose another: PORT=${port + 1} npm start\n`);
    other.close();
  });

  it('a data folder that is a file', async () => {
    const file = path.join(folder, 'a-file');
    fs.writeFileSync(file, '');
    expect(await refusal({ BANDWISE_DATA_DIR: file })).toBe(`${file} cannot be the data folder: a file stands in its way. Choose another with BANDWISE_DATA_DIR=/path.\n`);
  });

  it('a port that is none', async () => {
    expect(await refusal({ PORT: '99999' })).toBe('PORT is "99999", which is not a port (0 to 65535).\n');
  });
});
