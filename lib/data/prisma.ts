import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';
import { pool } from './pool';

const shared = globalThis as { bandwisePrisma?: PrismaClient };

/** Opened at its first use, like the pool it runs on. */
export const prisma: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, key) {
    const real = (shared.bandwisePrisma ??= new PrismaClient({ adapter: new PrismaPg(pool) }));
    const value: unknown = Reflect.get(real, key, real);
    return typeof value === 'function' ? value.bind(real) : value;
  },
});
