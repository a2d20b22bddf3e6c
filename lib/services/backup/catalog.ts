import 'server-only';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../../prisma/migrations');

export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** SQL that puts the rows into the same order on every server. */
  readonly order: string;
}

export interface Sequence {
  readonly name: string;
  readonly value: string | null;
}

export interface Migration {
  readonly name: string;
  readonly checksum: string;
}

export const quoted = (name: string): string => pg.escapeIdentifier(name);

const TABLES = `
  SELECT c.relname AS name,
    array_agg(a.attname::text ORDER BY a.attnum) AS columns,
    (SELECT string_agg(quote_ident(k.attname) || CASE WHEN k.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END, ', ' ORDER BY array_position(i.indkey::int2[], k.attnum))
       FROM pg_index i JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = ANY (i.indkey) WHERE i.indrelid = c.oid AND i.indisprimary) AS "order",
    ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS needs
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
    AND c.relpersistence = 'p'
  GROUP BY c.oid, c.relname ORDER BY c.relname`;

type Row = BackupTable & { readonly needs: readonly string[]; readonly order: string | null };

/** Tables so that each comes after those it points to. */
function inOrder(rows: readonly Row[]): BackupTable[] {
  const done: BackupTable[] = [];
  const names = new Set<string>();
  while (done.length < rows.length) {
    const ready = rows.filter((row) => !names.has(row.name) && row.needs.every((need) => names.has(need)));
    if (ready.length === 0) throw new Error('tables point to each other in a circle');
    for (const { name, columns, order } of ready) {
      done.push({ name, columns, order: order ?? columns.map(quoted).join(', ') });
      names.add(name);
    }
  }
  return done;
}

const CREATES = /^CREATE TABLE (?:IF NOT EXISTS )?(?:"public"\.)?"(\w+)"/gm;

/** Tables that our migrations make. What another program keeps in the same database is neither saved nor replaced. */
function ownTables(): Set<string> {
  const scripts = fs.readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Set(scripts.flatMap(({ name }) => [...fs.readFileSync(`${MIGRATIONS}/${name}/migration.sql`, 'utf8').matchAll(CREATES)].map((match) => match[1] as string)));
}

export async function listTables(client: pg.ClientBase): Promise<BackupTable[]> {
  const own = ownTables();
  return inOrder((await client.query<Row>(TABLES)).rows.filter(({ name }) => own.has(name)));
}

/** Counters of generated ids. NULL is one that was never used. */
export async function listSequences(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(`SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`);
  return rows;
}

export async function listMigrations(client: pg.ClientBase): Promise<Migration[]> {
  const { rows } = await client.query<Migration>('SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1');
  return rows;
}
