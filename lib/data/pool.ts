import 'server-only';
import pg from 'pg';
import { env } from '@/lib/env';

/** Next reloads modules in development: the pool must outlive that. */
const shared = globalThis as { bandwisePool?: pg.Pool };

/** The connection pool for COPY and set-based SQL; Prisma's adapter runs on the same one. */
export const pool: pg.Pool = (shared.bandwisePool ??= new pg.Pool({ connectionString: env.DATABASE_URL, max: env.DATABASE_POOL_MAX }));
