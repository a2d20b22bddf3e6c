import 'server-only';
import { pool } from './pool';

/** One stored day of one asset; null is missing. USD, units. */
export interface DailyPoint {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly close: number;
  readonly tradedValue: number | null;
  readonly marketCap: number | null;
}

const EPOCH = `date '1970-01-01'`;

/** Daily facts of an asset from `from` to `to` (ISO days, both included), oldest first. */
export async function readDailyPoints(datasetId: number, assetId: string, from: string, to: string): Promise<DailyPoint[]> {
  const { rows } = await pool.query<DailyPoint>(
    `SELECT day - ${EPOCH} AS day, close::float8, traded_value::float8 AS "tradedValue", market_cap::float8 AS "marketCap"
     FROM daily_fact WHERE dataset_id = $1 AND asset_id = $2 AND day BETWEEN $3 AND $4 ORDER BY daily_fact.day`,
    [datasetId, assetId, from, to],
  );
  return rows;
}

/** First day with a value and last one up to a day, as days since 1970-01-01. `last` is null while there is none yet. */
export interface FactSpan {
  readonly name: string;
  readonly first: number;
  readonly last: number | null;
}

/** Spans of an asset's daily columns; only those that ever have a value. */
export async function readDailySpans(datasetId: number, assetId: string, day: string): Promise<FactSpan[]> {
  const columns = { close: 'close > 0', tradedValue: 'traded_value IS NOT NULL', marketCap: 'market_cap > 0', supply: 'circulating_supply > 0', range: 'high IS NOT NULL AND low IS NOT NULL' };
  const list = Object.entries(columns).map(([name, known]) => `SELECT '${name}' AS name, min(day) - ${EPOCH} AS first, max(day) FILTER (WHERE day <= $3) - ${EPOCH} AS last FROM facts WHERE ${known}`);
  const { rows } = await pool.query<FactSpan & { first: number | null }>(
    `WITH facts AS (SELECT * FROM daily_fact WHERE dataset_id = $1 AND asset_id = $2) SELECT * FROM (${list.join(' UNION ALL ')}) AS spans WHERE first IS NOT NULL`,
    [datasetId, assetId, day],
  );
  return rows;
}

/** Spans of an asset's metrics by the days on which they were known: the day after the one described. */
export async function readMetricSpans(datasetId: number, assetId: string, day: string): Promise<FactSpan[]> {
  const { rows } = await pool.query<FactSpan>(
    `SELECT metric AS name, min(day) + 1 - ${EPOCH} AS first, max(day) FILTER (WHERE day < $3) + 1 - ${EPOCH} AS last
     FROM metric_fact WHERE dataset_id = $1 AND asset_id = $2 GROUP BY metric ORDER BY metric`,
    [datasetId, assetId, day],
  );
  return rows;
}

/** The last value of some metrics known by a day, none older than 3 days before it was known. */
export async function readMetricValues(datasetId: number, assetId: string, metrics: readonly string[], day: string): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ metric: string; value: number }>(
    `SELECT DISTINCT ON (metric) metric, value::float8 FROM metric_fact
     WHERE dataset_id = $1 AND asset_id = $2 AND metric = ANY($3) AND day BETWEEN $4::date - 4 AND $4::date - 1 ORDER BY metric, day DESC`,
    [datasetId, assetId, metrics, day],
  );
  return new Map(rows.map((row) => [row.metric, row.value]));
}

export interface HoldingIndex {
  readonly slug: string;
  readonly name: string;
  readonly tier: string;
  readonly weight: number;
}

/** Live indices that hold an asset now, by descending weight. */
export async function readHoldingIndices(datasetId: number, assetId: string): Promise<HoldingIndex[]> {
  const { rows } = await pool.query<HoldingIndex>(
    `SELECT s.slug, m.name, m.tier, (h->>'weight')::float8 AS weight
     FROM index_state s JOIN methodology m USING (slug, version), jsonb_array_elements(s.holdings) AS h
     WHERE s.dataset_id = $1 AND s.status = 'live' AND h->>'id' = $2 AND (h->>'weight')::float8 > 0 ORDER BY weight DESC, s.slug`,
    [datasetId, assetId],
  );
  return rows;
}
