import 'server-only';
import { pool } from './pool';

/** A stored index of a dataset. JSON columns as they stand: the reader parses them. */
export interface StoredIndexState {
  readonly slug: string;
  readonly version: number;
  readonly definition: unknown;
  readonly status: string;
  readonly missing: string[];
  readonly startDay: string | null;
  readonly lastDay: string | null;
  readonly level: number | null;
  readonly change1d: number | null;
  readonly change30d: number | null;
  readonly change365d: number | null;
  readonly sparkline: number[];
  readonly metrics: unknown;
  readonly cash: number | null;
  readonly notes: string[];
  readonly nextDetermination: string | null;
  readonly inputHash: string;
}

/** States of a dataset's indices in the rulebook's order, without the series that only one index's page needs; of one, whole, where a slug is given. */
export async function readIndexStates(datasetId: number, slug: string | null = null): Promise<StoredIndexState[]> {
  const { rows } = await pool.query<StoredIndexState>(
    `SELECT s.slug, s.version, m.definition, s.status, s.missing, s.start_day::text AS "startDay", s.last_day::text AS "lastDay", s.level, s.change_1d AS "change1d",
       s.change_30d AS "change30d", s.change_365d AS "change365d", s.sparkline,
       CASE WHEN $2::text IS NULL THEN s.metrics - 'alone' ELSE s.metrics END AS metrics, s.cash, s.notes, s.next_determination::text AS "nextDetermination", s.input_hash AS "inputHash"
     FROM index_state s JOIN methodology m ON m.slug = s.slug AND m.version = s.version
     WHERE s.dataset_id = $1 AND ($2::text IS NULL OR s.slug = $2) ORDER BY m.position, s.slug`,
    [datasetId, slug],
  );
  return rows;
}

/** A position of an index with what the market knows of it on the last day. */
export interface StoredHolding {
  readonly slug: string;
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly weight: number;
  readonly target: number;
  readonly investorGrade: number | null;
  readonly rating: string | null;
  readonly lenses: number | null;
  readonly change30d: number | null;
  readonly sector: string | null;
  readonly ecosystem: string | null;
  readonly consensus: string | null;
}

/** Holdings of a dataset's indices, heaviest first; of one where a slug is given. Grades are looked up one by one: joined, the whole table is read. */
export async function readIndexHoldings(datasetId: number, slug: string | null = null): Promise<StoredHolding[]> {
  const { rows } = await pool.query<StoredHolding>(
    `SELECT s.slug, h.id, a.symbol, a.name, h.weight, h.target, n.investor_grade AS "investorGrade", n.rating, n.change_30d AS "change30d",
       (SELECT count(*)::integer FROM grade_row g, unnest(g.lens_grades) AS lens
         WHERE g.dataset_id = s.dataset_id AND g.asset_id = h.id AND g.day = s.last_day AND lens <> 'NaN') AS lenses, a.sectors[1] AS sector, a.ecosystem, a.consensus
     FROM index_state s CROSS JOIN LATERAL jsonb_to_recordset(s.holdings) AS h(id text, weight float8, target float8)
     JOIN dataset_asset a ON a.dataset_id = s.dataset_id AND a.asset_id = h.id
     LEFT JOIN asset_snapshot n ON n.dataset_id = s.dataset_id AND n.asset_id = h.id
     WHERE s.dataset_id = $1 AND ($2::text IS NULL OR s.slug = $2) ORDER BY s.slug, h.weight DESC, h.id`,
    [datasetId, slug],
  );
  return rows;
}

/** Levels of an index as columns, by day. */
export interface StoredLevelColumns {
  readonly days: string[];
  readonly gross: number[];
  readonly net: number[];
  readonly bitcoin: (number | null)[];
  readonly marketCap: (number | null)[];
  readonly unrebalanced: (number | null)[];
}

export async function readIndexLevelColumns(datasetId: number, slug: string, range: { from: string | null; to: string | null }): Promise<StoredLevelColumns> {
  const { rows } = await pool.query<StoredLevelColumns>(
    `SELECT coalesce(array_agg(day::text ORDER BY day), '{}') AS days, coalesce(array_agg(gross ORDER BY day), '{}') AS gross, coalesce(array_agg(net ORDER BY day), '{}') AS net,
       coalesce(array_agg(bitcoin ORDER BY day), '{}') AS bitcoin, coalesce(array_agg(market_cap ORDER BY day), '{}') AS "marketCap", coalesce(array_agg(unrebalanced ORDER BY day), '{}') AS unrebalanced
     FROM index_level WHERE dataset_id = $1 AND slug = $2 AND ($3::date IS NULL OR day >= $3::date) AND ($4::date IS NULL OR day <= $4::date)`,
    [datasetId, slug, range.from, range.to],
  );
  return rows[0] ?? { days: [], gross: [], net: [], bitcoin: [], marketCap: [], unrebalanced: [] };
}

export interface StoredEvent {
  readonly day: string;
  readonly determinedDay: string;
  readonly kind: string;
  readonly reason: string;
  readonly turnover: number;
  readonly costBps: number;
  readonly cash: number;
  readonly notes: string[];
  readonly trades: unknown;
}

/** Events of an index by day, oldest first; the newest `limit` of those up to `until`. */
export async function readIndexEvents(datasetId: number, slug: string, { limit = null, until = null }: { limit?: number | null; until?: string | null } = {}): Promise<StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent>(
    `SELECT day::text, determined_day::text AS "determinedDay", kind, reason, turnover, cost_bps AS "costBps", cash, notes, trades
     FROM index_event WHERE dataset_id = $1 AND slug = $2 AND ($4::date IS NULL OR day <= $4::date) ORDER BY day DESC, kind DESC LIMIT $3`,
    [datasetId, slug, limit, until],
  );
  return rows.reverse();
}

/** Days of an index's events and their kinds, oldest first: what a chart marks. */
export async function readIndexEventDays(datasetId: number, slug: string): Promise<{ day: string; kind: string }[]> {
  const { rows } = await pool.query<{ day: string; kind: string }>('SELECT day::text, kind FROM index_event WHERE dataset_id = $1 AND slug = $2 ORDER BY day, kind', [datasetId, slug]);
  return rows;
}
