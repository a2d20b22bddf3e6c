import type pg from 'pg';
import type { TestDatabase } from './database';

/** Points the product at a database; the returned function lets go of it and drops it. */
export function connectTo(database: TestDatabase): () => Promise<void> {
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET ??= 'a-secret-for-tests-only-0123456789';
  return async () => {
    const shared = globalThis as { bandwisePool?: pg.Pool; bandwisePrisma?: { $disconnect(): Promise<void> } };
    await shared.bandwisePrisma?.$disconnect();
    await shared.bandwisePool?.end().catch(() => undefined);
    await database.drop();
  };
}
