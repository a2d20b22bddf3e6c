import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { prisma } from '@/lib/data/prisma';
import { migrate } from '@/lib/ops/prisma/migrate.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const url = () => process.env.DATABASE_URL ?? '';

const prismaCli = (...args: string[]) =>
  promisify(execFile)(process.execPath, [path.join(root, 'node_modules/prisma/build/index.js'), ...args], { cwd: root, timeout: 60_000 });

describe('the schema', () => {
  it('is what the migrations make, as the official engine sees it', async () => {
    const { stdout } = await prismaCli('migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema.prisma');
    expect(stdout).toContain('No difference detected');
  });

  it('is reached by both ways in, on one database', async () => {
    expect(await prisma.user.count()).toBe(0);
    const { rows } = await pool.query('SELECT current_database() AS name');
    expect(url().endsWith(rows[0].name)).toBe(true);
  });

  it('is not migrated twice', async () => {
    expect(await migrate(url())).toBe('current');
  });

  it('refuses a database of a newer version', async () => {
    await pool.query("INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_later', now())");
    await expect(migrate(url())).rejects.toThrow('newer version (it knows 29990101000000_later)');
    await pool.query("DELETE FROM _prisma_migrations WHERE id = 'x'");
  });

  it('allows one active dataset', async () => {
    await pool.query("INSERT INTO dataset (name, simulated, active) VALUES ('one', true, true)");
    await expect(pool.query("INSERT INTO dataset (name, simulated, active) VALUES ('two', true, true)")).rejects.toThrow('dataset_one_active');
  });
});
