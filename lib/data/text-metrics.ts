import 'server-only';
import type { PoolClient } from 'pg';
import { KNOWN_AFTER_DAYS } from '@/lib/domain/market/known-at';

/** Who stands behind the metrics that are made of texts. */
export const TEXT_SOURCE = 'text';

export interface TextMetricRow {
  readonly assetId: string;
  readonly metric: string;
  readonly day: string;
  readonly value: string;
}

/** Last day from `since` on for which metrics were made of texts; null where there is none. */
export async function lastTextDay(client: PoolClient, datasetId: number, since: string): Promise<string | null> {
  const { rows } = await client.query<{ day: string | null }>(
    `SELECT max(f.day)::text AS day FROM metric_fact AS f
     WHERE f.dataset_id = $1 AND f.asset_id IN (SELECT m.asset_id FROM text_item AS i JOIN text_mention AS m ON m.dataset_id = i.dataset_id AND m.item_id = i.id WHERE i.dataset_id = $1 AND i.day >= $2::date)
       AND f.metric IN ('NewsCount', 'SocialCount', 'NewsPolarity', 'SocialPolarity') AND f.day >= $2::date AND f.source = $3`,
    [datasetId, since, TEXT_SOURCE],
  );
  return rows[0]?.day ?? null;
}

/** Leaves out what is stored with the same value already. */
export async function changedTextMetrics(client: PoolClient, datasetId: number, rows: readonly TextMetricRow[]): Promise<TextMetricRow[]> {
  const { rows: changed } = await client.query<TextMetricRow>(
    `SELECT r."assetId", r.metric, r.day::text, r.value::text FROM json_to_recordset($2::json) AS r("assetId" text, metric text, day date, value numeric)
     LEFT JOIN metric_fact AS f ON f.dataset_id = $1 AND f.asset_id = r."assetId" AND f.metric = r.metric AND f.day = r.day AND f.source = $3 WHERE f.value IS DISTINCT FROM trim_scale(r.value)`,
    [datasetId, JSON.stringify(rows), TEXT_SOURCE],
  );
  return changed;
}

/** Forgets what was made of a folder's texts, before its tables are merged. */
export async function clearTexts(client: PoolClient, datasetId: number): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM text_item WHERE dataset_id = $1 LIMIT 1', [datasetId]);
  if (!rowCount) return;
  await client.query('DELETE FROM metric_fact WHERE dataset_id = $1 AND source = $2', [datasetId, TEXT_SOURCE]);
  await client.query('DELETE FROM text_mention WHERE dataset_id = $1', [datasetId]);
  await client.query('DELETE FROM text_item WHERE dataset_id = $1', [datasetId]);
}

/** Adds metrics of a folder's texts; what the folder's own table states stands. Returns how many were added. */
export async function addTextMetrics(client: PoolClient, datasetId: number, rows: readonly TextMetricRow[]): Promise<number> {
  const column = (name: keyof TextMetricRow): string[] => rows.map((row) => row[name]);
  const { rowCount } = await client.query(
    `INSERT INTO metric_fact (dataset_id, asset_id, metric, day, value, known_at, source)
     SELECT $1, asset_id, metric, day, trim_scale(value), (day + ${KNOWN_AFTER_DAYS.metrics})::timestamp AT TIME ZONE 'UTC', $6 FROM unnest($2::text[], $3::text[], $4::date[], $5::numeric[]) AS r(asset_id, metric, day, value) ON CONFLICT DO NOTHING`,
    [datasetId, column('assetId'), column('metric'), column('day'), column('value'), TEXT_SOURCE],
  );
  return rowCount ?? 0;
}
