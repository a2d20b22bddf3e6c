import 'server-only';
import type { PoolClient } from 'pg';
import { KNOWN_AFTER_DAYS, marketSeriesKnownAfter } from '@/lib/domain/market/known-at';
import { digestText, valueHashes } from './live-digest';

/** One value; `assetId` is '' for a series of the whole market. */
export interface LiveValue {
  readonly assetId: string;
  readonly metric: string;
  readonly day: string;
  readonly value: string;
}

interface Target {
  readonly table: string;
  readonly key: readonly string[];
  readonly knownAfter: string;
}

const TARGETS: Readonly<Record<'metrics' | 'series', Target>> = {
  metrics: { table: 'metric_fact', key: ['asset_id', 'metric', 'day'], knownAfter: String(KNOWN_AFTER_DAYS.metrics) },
  series: { table: 'market_fact', key: ['metric', 'day'], knownAfter: `(CASE WHEN metric = 'fearGreed' THEN ${marketSeriesKnownAfter('fearGreed')} ELSE ${marketSeriesKnownAfter('')} END)` },
};

/** The first of the order is believed most; a source that it does not name comes last. */
const trust = (source: string): string => `-coalesce(array_position($8::text[], ${source}), 1000)`;

function statement({ table, key, knownAfter }: Target): string {
  const keys = key.join(', ');
  const subject = key.includes('asset_id') ? 'f.asset_id' : `''::text`;
  return `WITH said AS (SELECT * FROM unnest($3::text[], $4::text[], $5::date[], $6::numeric[]) AS r(asset_id, metric, day, value)),
     newer AS MATERIALIZED (
       SELECT s.asset_id, s.metric, s.day, trim_scale(s.value) AS value, f.value AS old FROM said AS s
       LEFT JOIN ${table} AS f ON f.dataset_id = $1 AND ${key.map((name) => `f.${name} = s.${name}`).join(' AND ')}
       WHERE f.value IS NULL OR f.answered_at IS NULL OR (${trust('$7')}, $2::timestamptz, s.value) > (${trust('f.source')}, f.answered_at, f.value)),
     v AS (SELECT asset_id, metric, day, value FROM newer WHERE value IS DISTINCT FROM old UNION ALL SELECT asset_id, metric, day, old FROM newer WHERE value <> old),
     part AS (${valueHashes(subject, 'v AS f')}),
     noted AS (INSERT INTO source_change (dataset_id, from_day, to_day, digest) SELECT $1, day, day, ${digestText('h1', 'h2')} FROM part ORDER BY day)
     INSERT INTO ${table} AS t (dataset_id, ${keys}, value, known_at, answered_at, source)
     SELECT $1, ${keys}, value, (day + ${knownAfter})::timestamp AT TIME ZONE 'UTC', $2, $7 FROM newer
     ON CONFLICT (dataset_id, ${keys}) DO UPDATE SET value = excluded.value, known_at = excluded.known_at, answered_at = excluded.answered_at, source = excluded.source`;
}

const STATEMENTS = { metrics: statement(TARGETS.metrics), series: statement(TARGETS.series) };

/**
 * Writes values that a source said at one moment. The first source of the order stands, of one source its newest answer, of one moment the larger
 * value. What changes is noted for the day's digest. The caller holds the lock on metrics; no two rows may have one key.
 */
export async function saveLiveValues(client: PoolClient, datasetId: number, to: 'metrics' | 'series', source: string, rows: readonly LiveValue[], at: Date, order: readonly string[]): Promise<void> {
  if (rows.length === 0) return;
  const moment = new Date(Math.floor(at.getTime() / 1000) * 1000);
  const column = (name: keyof LiveValue): string[] => rows.map((row) => row[name]);
  await client.query(STATEMENTS[to], [datasetId, moment, column('assetId'), column('metric'), column('day'), column('value'), source, order]);
}

/** The newest stored value of each asset and metric within so many days before a day; by asset and metric with a blank between. Absent where there is none. */
export async function valuesBefore(client: PoolClient, datasetId: number, asked: readonly { readonly assetId: string; readonly metric: string; readonly day: string }[], within: number): Promise<Map<string, number>> {
  const { rows } = await client.query<{ key: string; value: number }>(
    `SELECT r."assetId" || ' ' || r.metric AS key, f.value::float8 AS value FROM json_to_recordset($2::json) AS r("assetId" text, metric text, day date)
     CROSS JOIN LATERAL (SELECT value FROM metric_fact AS f WHERE f.dataset_id = $1 AND f.asset_id = r."assetId" AND f.metric = r.metric AND f.day < r.day AND f.day >= r.day - $3::integer ORDER BY day DESC LIMIT 1) AS f`,
    [datasetId, JSON.stringify(asked), within],
  );
  return new Map(rows.map(({ key, value }) => [key, value]));
}
