import 'server-only';
import pg from 'pg';
import { env, servesPages } from '@/lib/env';
import { logger } from '@/lib/logger';

/** Next reloads modules in development: the pool must outlive that. */
const shared = globalThis as { bandwisePool?: pg.Pool };

/** How long to wait for a connection, a free one or a new one. */
export const CONNECT_MS = 10_000;
/** How long a page or an answer waits for one query. Background work has queries that take their time, so it waits on. */
const ANSWER_MS = 30_000;

function openPool(): pg.Pool {
  const patience = { connectionTimeoutMillis: CONNECT_MS, keepAlive: true, ...(servesPages ? { query_timeout: ANSWER_MS } : {}) };
  const opened = new pg.Pool({ connectionString: env.DATABASE_URL, max: env.DATABASE_POOL_MAX, ...patience });
  // A connection that breaks while idle is replaced by the next query; unheard, it would end the process.
  opened.on('error', (err) => logger.warn({ reason: err.message }, 'an idle database connection broke'));
  return opened;
}

/**
 * The connection pool for COPY and set-based SQL; Prisma's adapter runs on the same one. Opened at its first use: the build knows no
 * database.
 */
export const pool: pg.Pool = new Proxy(Object.create(pg.Pool.prototype) as pg.Pool, {
  get(_, key) {
    const real = (shared.bandwisePool ??= openPool());
    const value: unknown = Reflect.get(real, key, real);
    return typeof value === 'function' ? value.bind(real) : value;
  },
});
