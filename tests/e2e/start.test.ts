import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { choosePort } from '@/lib/ops/launcher/port.mjs';
import { commandOf, runningServer } from '@/lib/ops/postgres/control-file.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const data = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-start-'));
fs.chmodSync(data, 0o711);
/** Home and folder for temporary files of whoever starts it: nothing of it may be found there. */
const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-elsewhere-'));
const server = () => runningServer(path.join(data, 'database/pgdata'));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let running: ChildProcess | undefined;
let lastOutput = (): string => '';
let lastUrl = '';
afterAll(async () => {
  running?.kill('SIGKILL');
  const left = server();
  if (left) process.kill(left.pid, 'SIGQUIT');
  await pause(1_000);
  fs.rmSync(elsewhere, { recursive: true, force: true });
  fs.rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

interface Start {
  readonly process: ChildProcess;
  readonly url: string;
  readonly seconds: number;
  output(): string;
}

/** Starts the product as a person does, with the pages already built, and waits until it says that it is ready. */
async function start(): Promise<Start> {
  const port = await choosePort('0');
  const { DATABASE_URL: _, ...env } = process.env;
  const from = performance.now();
  const child = spawn(process.execPath, ['lib/ops/start.mjs'], { cwd: root, env: { ...env, HOME: elsewhere, TMPDIR: elsewhere, NODE_ENV: 'production', BANDWISE_OFFLINE: '1', BANDWISE_DATA_DIR: data, PORT: String(port) } });
  running = child;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  while (!output.includes('Bandwise is ready')) {
    if (child.exitCode !== null) throw new Error(`the start ended:\n${output}`);
    await pause(50);
  }
  lastOutput = () => output;
  lastUrl = `http://localhost:${port}`;
  return { process: child, url: lastUrl, seconds: (performance.now() - from) / 1000, output: () => output };
}

const statusOf = async (url: string) => (await (await fetch(`${url}/api/v1/status`)).json()) as { dataset: unknown; jobs: { name: string; state: string }[] };

/** Processes below a launcher. */
function childrenOf(pid: number): number[] {
  const all = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.map(Number).filter((candidate) => {
    try {
      const stat = fs.readFileSync(`/proc/${candidate}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(pid);
    } catch {
      return false;
    }
  });
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => (child.exitCode !== null ? resolve(child.exitCode) : child.once('exit', resolve)));

describe('npm start', () => {
  it('answers at once on an empty machine, and says what is still being computed', async () => {
    const { url, output } = await start();
    for (const step of ['dependencies', 'database', 'database client', 'schema', 'pages', 'server']) expect(output()).toMatch(new RegExp(`\\[ +[\\d.]+ s\\] ${step}: .+ \\([\\d.]+ s\\)\\n`));
    const { jobs } = await statusOf(url);
    expect(jobs.map(({ name }) => name)).toEqual(['import', 'scores', 'indices']);
    expect(fs.statSync(path.join(data, 'nextauth-secret')).mode & 0o777).toBe(0o600);
  });

  it('recovers by itself after everything was killed in the middle of the work', async () => {
    const launcher = running?.pid ?? 0;
    const postgres = server();
    for (const pid of [launcher, ...childrenOf(launcher), postgres?.pid ?? 0]) if (pid) process.kill(pid, 'SIGKILL');
    const { url, output } = await start();
    expect(output()).not.toContain('Error');
    for (;;) {
      const { jobs, dataset } = await statusOf(url);
      if (jobs[0]?.state === 'done') {
        expect(dataset).not.toBeNull();
        break;
      }
      expect(jobs[0]?.state).not.toBe('failed');
      await pause(250);
    }
  });

  it('starts the database again when it alone was killed; pages and worker find it by themselves', async () => {
    const postgres = server();
    process.kill(postgres?.pid ?? 0, 'SIGKILL');
    while (!lastOutput().includes('the database is back')) await pause(50);
    expect(server()).toMatchObject({ port: postgres?.port });
    expect((await statusOf(lastUrl)).dataset).not.toBeNull();
    // Every connection of before is gone: one of the worker's is one that it made since.
    const password = fs.readFileSync(path.join(data, 'database-password'), 'utf8').trim();
    const client = new pg.Client({ host: '127.0.0.1', port: postgres?.port, user: 'postgres', password, database: 'bandwise' });
    await client.connect();
    while ((await client.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'bandwise worker'`)).rowCount === 0) await pause(250);
    await client.end();
    while ((await statusOf(lastUrl)).jobs[0]?.state !== 'done') await pause(250);
    expect(lastOutput()).not.toContain('stays down');
  });

  it('refuses a second start on the same data, in one line', async () => {
    await expect(start()).rejects.toThrow(/Bandwise already runs on .* \(process \d+\)/);
  });

  it('stops the server, the worker and the database on Ctrl-C', async () => {
    const { pid } = JSON.parse(fs.readFileSync(path.join(data, 'start.lock'), 'utf8')) as { pid: number };
    const family = [pid, ...childrenOf(pid), server()?.pid ?? 0];
    expect(family.every((member) => commandOf(member) !== '')).toBe(true);
    process.kill(pid, 'SIGINT');
    while (commandOf(pid) !== '') await pause(50);
    expect(family.map(commandOf)).toEqual(family.map(() => ''));
    expect(fs.existsSync(path.join(data, 'start.lock'))).toBe(false);
  });

  it('is ready again in seconds when nothing changed', async () => {
    const { process: child, seconds } = await start();
    // Five seconds on an idle machine; the tests around it take their share.
    expect(seconds).toBeLessThan(15);
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
  });

  it('keeps its data in the data folder and nowhere else', () => {
    // Translations of our own programs are no data, nor is the day on which a tool was first called.
    expect(fs.readdirSync(elsewhere).filter((name) => !/^(tsx-|node-compile-cache|\.config)/.test(name))).toEqual([]);
    // Under root the database's user may not be able to read the checkout: then its programs are copied here.
    expect(fs.readdirSync(data).filter((name) => !name.startsWith('postgres-')).sort()).toEqual(['database', 'database-password', 'nextauth-secret']);
  });
});
