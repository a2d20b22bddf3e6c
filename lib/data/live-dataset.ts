import 'server-only';
import type { PoolClient } from 'pg';
import { pool } from './pool';

/** Finds or makes the one dataset that live sources feed. */
export async function ensureLiveRow(client: PoolClient, text: { readonly name: string; readonly description: string; readonly source: string; readonly licence: string; readonly attribution: string }): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO dataset (name, description, source, licence, attribution, simulated, live) VALUES ($1, $2, $3, $4, $5, false, true)
     ON CONFLICT (name) DO UPDATE SET description = excluded.description, source = excluded.source, licence = excluded.licence, attribution = excluded.attribution, live = true RETURNING id`,
    [text.name, text.description, text.source, text.licence, text.attribution],
  );
  return rows[0]?.id ?? 0;
}

/** The dataset that live sources feed, or null. */
export async function liveDatasetId(): Promise<number | null> {
  const { rows } = await pool.query<{ id: number }>('SELECT id FROM dataset WHERE live');
  return rows[0]?.id ?? null;
}
