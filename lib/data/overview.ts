import 'server-only';
import { pool } from './pool';

export interface RegimeRecord {
  readonly day: string;
  readonly regime: string | null;
  readonly detail: unknown;
}

/** The regime of the last day before `day`. */
export async function loadRegimeBefore(datasetId: number, day: string): Promise<RegimeRecord | null> {
  const { rows } = await pool.query<RegimeRecord>('SELECT day::text AS day, regime, detail FROM regime_day WHERE dataset_id = $1 AND day < $2 ORDER BY day DESC LIMIT 1', [datasetId, day]);
  return rows[0] ?? null;
}

/** Fear and greed on a day, 0 to 100. */
export interface MoodRecord {
  readonly value: number;
  /** The live source that says so; null where the market comes from a folder. */
  readonly source: string | null;
}

/** Null where nobody told it. */
export async function loadMood(datasetId: number, day: string): Promise<MoodRecord | null> {
  const { rows } = await pool.query<MoodRecord>(`SELECT value::float8 AS value, source FROM market_fact WHERE dataset_id = $1 AND metric = 'fearGreed' AND day = $2`, [datasetId, day]);
  return rows[0] ?? null;
}

export interface LeadRecord {
  readonly slug: string;
  readonly name: string;
  readonly tier: string;
  readonly days: readonly string[];
  readonly net: readonly number[];
  readonly bitcoin: readonly (number | null)[];
}

/** The last year of levels of some indices, in one indexed query. */
export async function loadLeads(datasetId: number, slugs: readonly string[], from: string): Promise<LeadRecord[]> {
  const { rows } = await pool.query<LeadRecord>(
    `SELECT s.slug, m.name, m.tier, array_agg(l.day::text ORDER BY l.day) AS days, array_agg(l.net ORDER BY l.day) AS net, array_agg(l.bitcoin ORDER BY l.day) AS bitcoin
       FROM index_state s JOIN methodology m ON m.slug = s.slug AND m.version = s.version
       JOIN index_level l ON l.dataset_id = s.dataset_id AND l.slug = s.slug AND l.day >= $3
      WHERE s.dataset_id = $1 AND s.slug = ANY($2) AND s.status = 'live' GROUP BY s.slug, m.name, m.tier`,
    [datasetId, slugs, from],
  );
  return rows;
}

/** How many live indices each tier has. */
export async function countLiveIndices(datasetId: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ tier: string; count: number }>(
    `SELECT m.tier, count(*)::int AS count FROM index_state s JOIN methodology m ON m.slug = s.slug AND m.version = s.version WHERE s.dataset_id = $1 AND s.status = 'live' GROUP BY m.tier`,
    [datasetId],
  );
  return new Map(rows.map((row) => [row.tier, row.count]));
}

export interface RebalanceRecord {
  readonly day: string;
  readonly slug: string;
  readonly name: string;
  readonly turnover: number;
  readonly trades: readonly { readonly id: string; readonly from: number; readonly to: number }[];
}

export async function loadRebalances(datasetId: number, from: string, to: string): Promise<RebalanceRecord[]> {
  const { rows } = await pool.query<RebalanceRecord>(
    `SELECT e.day::text AS day, e.slug, m.name, e.turnover, e.trades FROM index_event e
       JOIN index_state s ON s.dataset_id = e.dataset_id AND s.slug = e.slug JOIN methodology m ON m.slug = s.slug AND m.version = s.version
      WHERE e.dataset_id = $1 AND e.day BETWEEN $2 AND $3 ORDER BY e.day DESC, m.position, e.slug`,
    [datasetId, from, to],
  );
  return rows;
}

export interface RatingRecord {
  readonly day: string;
  readonly id: string;
  readonly name: string;
  /** Null where too little of the weight was present for a rating. */
  readonly before: string | null;
  readonly after: string | null;
  readonly grade: number | null;
}

/** Ratings that differ from the day before, among the `ranks` largest eligible tokens. */
export async function loadRatingChanges(datasetId: number, from: string, to: string, ranks: number): Promise<RatingRecord[]> {
  const { rows } = await pool.query<RatingRecord>(
    `SELECT g.day::text AS day, g.asset_id AS id, a.name, p.rating AS before, g.rating AS after, g.investor_grade AS grade
       FROM (SELECT asset_id FROM asset_snapshot WHERE dataset_id = $1 AND eligible AND market_cap IS NOT NULL ORDER BY market_cap DESC LIMIT $4) AS top
       JOIN grade_row g ON g.dataset_id = $1 AND g.asset_id = top.asset_id AND g.day BETWEEN $2 AND $3
       JOIN grade_row p ON p.dataset_id = $1 AND p.asset_id = g.asset_id AND p.day = g.day - 1
       JOIN dataset_asset a ON a.dataset_id = $1 AND a.asset_id = g.asset_id
      WHERE g.rating IS DISTINCT FROM p.rating ORDER BY g.day DESC, a.name`,
    [datasetId, from, to, ranks],
  );
  return rows;
}

export interface AnomalyEventRecord {
  readonly day: string;
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly severity: string;
  readonly detail: Readonly<Record<string, number>>;
}

/** Anomalies on their first day: one that stood the day before is no news. */
export async function loadNewAnomalies(datasetId: number, from: string, to: string): Promise<AnomalyEventRecord[]> {
  const { rows } = await pool.query<AnomalyEventRecord>(
    `SELECT n.day::text AS day, n.asset_id AS id, a.name, n.kind, n.severity, n.detail FROM anomaly_row n
       JOIN dataset_asset a ON a.dataset_id = n.dataset_id AND a.asset_id = n.asset_id
      WHERE n.dataset_id = $1 AND n.day BETWEEN $2 AND $3
        AND NOT EXISTS (SELECT 1 FROM anomaly_row p WHERE p.dataset_id = n.dataset_id AND p.asset_id = n.asset_id AND p.day = n.day - 1 AND p.kind = n.kind)
      ORDER BY n.day DESC, n.severity, a.name`,
    [datasetId, from, to],
  );
  return rows;
}

/** Names of assets, for events that hold only ids. */
export async function loadAssetNames(datasetId: number, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>('SELECT asset_id AS id, name FROM dataset_asset WHERE dataset_id = $1 AND asset_id = ANY($2)', [datasetId, ids]);
  return new Map(rows.map((row) => [row.id, row.name]));
}
