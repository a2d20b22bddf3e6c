import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';
import { pool } from './pool';

const shared = globalThis as { bandwisePrisma?: PrismaClient };

export const prisma: PrismaClient = (shared.bandwisePrisma ??= new PrismaClient({ adapter: new PrismaPg(pool) }));
