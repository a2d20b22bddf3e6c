import 'server-only';
import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import pg from 'pg';
import { env } from '@/lib/env';
import { CONNECT_MS } from './pool';

/** Kinds of advisory locks: `pg_locks.classid`. */
export const WORKER_LOCKS = 7_236_415;
const LANE_LOCKS = 7_236_416;
const HIGHEST = 2 ** 31 - 1;
/** Long, since computing keeps the process from hearing an answer that has long come. */
const ANSWER_MS = 120_000;

/**
 * What a worker holds in the database as long as it lives: its own number, and lanes in which only one of all workers moves at a time.
 * All of it hangs on one connection, so it is let go the moment the process or the connection ends, however that happens.
 */
export interface WorkerSession {
  readonly worker: number;
  /** Aborted when the connection broke: nothing is held any more. */
  readonly lost: AbortSignal;
  /** Whether the lane is now ours; false while anybody, this worker included, moves in it. */
  take(lane: string): Promise<boolean>;
  leave(lane: string): Promise<void>;
  end(): Promise<void>;
}

async function takeNumber(client: pg.Client): Promise<number> {
  for (;;) {
    const number = randomInt(1, HIGHEST);
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [WORKER_LOCKS, number]);
    if (rows[0]?.taken) return number;
  }
}

/** Opens a worker's session; throws while the database cannot be reached. */
export async function openWorkerSession(): Promise<WorkerSession> {
  const client = new pg.Client({ connectionString: env.DATABASE_URL, application_name: 'bandwise worker', connectionTimeoutMillis: CONNECT_MS, query_timeout: ANSWER_MS, keepAlive: true });
  const broken = new AbortController();
  const lose = () => broken.abort();
  // Whatever is asked on behalf of the session listens to its end, and that is many questions at a time.
  setMaxListeners(0, broken.signal);
  client.on('error', lose).on('end', lose);
  await client.connect();
  const worker = await takeNumber(client);
  const held = new Set<string>();
  // A lock that cannot even be asked for is a lost session: the connection hangs or broke.
  const askNow = async (sql: string, lane: string): Promise<boolean> => {
    try {
      const { rows } = await client.query<{ answer: boolean }>(`SELECT ${sql}($1, hashtext($2) & ${HIGHEST}) AS answer`, [LANE_LOCKS, lane]);
      return rows[0]?.answer === true;
    } catch (error) {
      lose();
      throw error;
    }
  };
  // One question at a time.
  let last: Promise<unknown> = Promise.resolve();
  const ask = (sql: string, lane: string): Promise<boolean> => {
    const answer = last.then(() => askNow(sql, lane));
    last = answer.catch(() => undefined);
    return answer;
  };
  return {
    worker,
    lost: broken.signal,
    async take(lane) {
      if (held.has(lane) || broken.signal.aborted) return false;
      held.add(lane);
      try {
        const taken = await ask('pg_try_advisory_lock', lane);
        if (!taken) held.delete(lane);
        return taken;
      } catch (error) {
        held.delete(lane);
        throw error;
      }
    },
    async leave(lane) {
      if (!broken.signal.aborted) await ask('pg_advisory_unlock', lane).catch(() => undefined);
      held.delete(lane);
    },
    end: () => client.end().catch(() => undefined),
  };
}
