import { pool } from '@/lib/data/pool';

/** Names of tables and what their rows are told in order of. */
export type Ordered = Readonly<Record<string, string>>;

/** Every column but the moment of computing. */
const columnsOf = async (table: string): Promise<string> =>
  (await pool.query<{ columns: string }>(`SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'computed_at'`, [table])).rows[0]?.columns ?? '';

/**
 * Every stored byte of a dataset but the moment of computing: the rows of each table, as the database writes them (numbers to their last place).
 * As JSON the same would take it longer than computing them.
 */
export async function storedBytes<T extends Ordered>(tables: T, datasetId: number): Promise<Record<keyof T & string, string[]>> {
  const read = Object.entries(tables).map(async ([table, order]) => {
    const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM (SELECT ${await columnsOf(table)} FROM ${table} WHERE dataset_id = $1 ORDER BY ${order}) AS t`, [datasetId]);
    return [table, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(read)) as Record<keyof T & string, string[]>;
}
