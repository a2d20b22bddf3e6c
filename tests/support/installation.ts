import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { keptSecret, SECRETS } from '@/lib/ops/launcher/data-folder.mjs';
import { choosePort } from '@/lib/ops/launcher/port.mjs';
import { runningServer } from '@/lib/ops/postgres/control-file.mjs';
import { startServer } from '@/lib/ops/postgres/server.mjs';
import { migrate } from '@/lib/ops/prisma/migrate.mjs';
import { DEFAULT_EXCHANGES, NETWORK_SOURCES, type NetworkSource } from '@/lib/schemas/sources';

const root = path.resolve(import.meta.dirname, '../..');

/** What the machine of the test says of markets must not reach an installation that starts from nothing. */
const FOREIGN = ['DATABASE_URL', 'TEST_DATABASE_URL', 'MARKET_DATA_DIR', 'BANDWISE_OFFLINE', 'BANDWISE_SOURCE_URLS', 'COINGECKO_API_KEY', 'GITHUB_TOKEN', 'NEXTAUTH_URL', 'VITEST'] as const;

function cleanEnv(): Record<string, string | undefined> {
  const env: Record<string, string | undefined> = { ...process.env };
  for (const name of FOREIGN) delete env[name];
  return env;
}

const EVERYBODY: readonly NetworkSource[] = [...NETWORK_SOURCES, ...DEFAULT_EXCHANGES.map((name): NetworkSource => `exchange:${name}`)];

/** Limits for sources of this machine: what takes weeks of their quotas has to come in minutes. */
export const QUICK_SOURCES = Object.fromEntries(EVERYBODY.map((source) => [source, { capacity: 10_000, perMinute: 100_000, perMonth: null }]));

/** A wait that is longer than this is told about, so that a slow run explains itself. */
const TELL_FROM_MS = 150_000;
const TELL_EVERY_MS = 60_000;

export interface JobState {
  readonly name: string;
  readonly state: string;
  readonly progress: number | null;
  readonly detail: string | null;
  readonly error: string | null;
}

export interface SourceState {
  readonly name: string;
  readonly state: string;
  readonly breaker: string | null;
  readonly error: string | null;
  readonly errorKind: string | null;
  readonly retryAt: string | null;
}

export interface StatusAnswer {
  readonly mode: string;
  readonly dataset: { readonly name: string; readonly live: boolean; readonly simulated: boolean; readonly lastDay: string } | null;
  readonly jobs: readonly JobState[];
  readonly sources: readonly SourceState[];
  readonly refused: number;
}

export interface InstallationOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Where its data lies; a new folder without it. */
  readonly data?: string;
  /** Stored before the first start, as an owner would have entered them: key of app_setting → value. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The product as `npm start` runs it: web server, worker and its own database, on a data folder of its own. */
export class Installation {
  readonly data: string;
  private readonly env: Readonly<Record<string, string>>;
  private child: ChildProcess | undefined;
  private text = '';
  private port = 0;

  constructor({ env = {}, data }: InstallationOptions = {}) {
    this.env = env;
    this.data = data ?? fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-live-'));
    fs.chmodSync(this.data, 0o711);
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  output(): string {
    return this.text;
  }

  server(): ReturnType<typeof runningServer> {
    return runningServer(path.join(this.data, 'database/pgdata'));
  }

  /** Makes the empty database and enters settings into it. */
  async prepare(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const server = await startServer({ dataFolder: this.data, password: keptSecret(this.data, SECRETS.database, 24) });
    try {
      const admin = new pg.Client({ connectionString: `${server.base}/postgres` });
      await admin.connect();
      await admin.query('CREATE DATABASE bandwise');
      await admin.end();
      await migrate(`${server.base}/bandwise`);
      const client = new pg.Client({ connectionString: `${server.base}/bandwise` });
      await client.connect();
      for (const [key, value] of Object.entries(settings)) await client.query('INSERT INTO app_setting (key, value) VALUES ($1, $2)', [key, JSON.stringify(value)]);
      await client.end();
    } finally {
      await server.stop();
    }
  }

  /** Starts it and waits until it says that it is ready; returns the moment. */
  async start(): Promise<number> {
    this.port = await choosePort('0');
    const child = spawn(process.execPath, ['lib/ops/start.mjs'], { cwd: root, env: { ...cleanEnv(), LOG_LEVEL: 'info', BANDWISE_FORECAST: 'off', ...this.env, NODE_ENV: 'production', BANDWISE_DATA_DIR: this.data, PORT: String(this.port) } });
    this.child = child;
    this.text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (this.text += String(chunk)));
    while (!this.text.includes('Bandwise is ready')) {
      if (child.exitCode !== null) throw new Error(`the start ended:\n${this.text}`);
      await pause(20);
    }
    return performance.now();
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    await gone;
  }

  /** Stops it and removes its data. */
  async remove(): Promise<void> {
    await this.stop();
    const left = this.server();
    if (left) process.kill(left.pid, 'SIGQUIT');
    fs.rmSync(this.data, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }

  get databaseUrl(): string {
    const password = fs.readFileSync(path.join(this.data, SECRETS.database), 'utf8').trim();
    return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${this.server()?.port}/bandwise`;
  }

  /** One query on a connection of its own, so that a database that restarts breaks nothing of the test. */
  async query<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<R>(text, [...values])).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Asks the worker for a job, as the pages do. */
  async request(job: string): Promise<void> {
    const boss = new PgBoss({ db: { executeSql: async (text, values) => ({ rows: await this.query(text, values) }) } });
    await boss.send(`market.${job}`, {});
  }

  async get<T>(where: string): Promise<T> {
    const response = await fetch(`${this.url}${where}`);
    if (!response.ok) throw new Error(`${where} answers ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  status(): Promise<StatusAnswer> {
    return this.get<StatusAnswer>('/api/v1/status');
  }

  async job(name: string): Promise<JobState | undefined> {
    return (await this.status()).jobs.find((job) => job.name === name);
  }

  async source(name: string): Promise<SourceState | undefined> {
    return (await this.status()).sources.find((source) => source.name === name);
  }

  /** What it does and what it waits for: jobs that are not done, sources at rest, histories that are open, statements that take long. */
  private async standing(): Promise<string> {
    const jobs = (await this.status().catch(() => null))?.jobs.filter(({ state }) => !['done', 'off'].includes(state)).map(({ name, state, detail, error }) => `${name}: ${state} ${detail ?? ''} ${error ?? ''}`);
    const rows = async (text: string) => (await this.query(text).catch((error: unknown) => [{ error: String(error) }])).map((row) => JSON.stringify(row));
    return [
      ...(jobs ?? ['no status']),
      ...(await rows(`SELECT source, failures, open_until, wait_until, error FROM source_state WHERE failures > 0 OR wait_until > now()`)),
      ...(await rows(`SELECT source, kind, state, count(*), max(attempts) AS attempts, min(not_before) AS not_before, max(error) AS error FROM backfill_task WHERE state <> 'done' GROUP BY 1, 2, 3`)),
      ...(await rows(`SELECT now() - query_start AS since, left(query, 200) AS query FROM pg_stat_activity WHERE state = 'active' AND query_start < now() - interval '5 s'`)),
    ].join('\n');
  }

  /** Waits for something to become true, and says what it stands at where that takes minutes or does not come. */
  async until<T>(what: string, look: () => Promise<T | null | undefined | false>, ms = 120_000, everyMs = 250): Promise<T> {
    const start = performance.now();
    let told = start + TELL_FROM_MS;
    let last: unknown;
    while (performance.now() < start + ms) {
      try {
        const seen = await look();
        if (seen) return seen;
      } catch (error) {
        last = error;
      }
      if (performance.now() > told) {
        told += TELL_EVERY_MS;
        process.stdout.write(`${what}: waiting for ${Math.round((performance.now() - start) / 1000)} s\n${await this.standing()}\n`);
      }
      await pause(everyMs);
    }
    throw new Error(`${what}: not within ${ms / 1000} s\n${last ? String(last) : ''}\n${await this.standing()}\n${this.text.slice(-4_000)}`);
  }
}

/** A new installation; with settings its database is made first. */
export async function install(options: InstallationOptions = {}): Promise<Installation> {
  const installation = new Installation(options);
  if (options.settings) await installation.prepare(options.settings);
  return installation;
}
