import 'server-only';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import type { Ending } from '@/lib/domain/market/asset';
import { pool } from './pool';

/** A price of within the day: for display only. */
export interface QuoteSeen {
  /** USD, exact text. */
  readonly price: string;
  readonly source: string;
  readonly quotedAt: Date;
}

/** What decides how fresh an asset is, as stored. */
export interface FreshnessFacts {
  readonly id: string;
  /** Day of the last accepted close; null where there never was one. */
  readonly lastDay: IsoDay | null;
  readonly ending: Ending;
  /** Whether sources differ about that close. */
  readonly conflict: boolean;
  /**
   * `refused` where newer closes came and were not taken; else what went wrong when a source that lists the asset was last asked, of those
   * that state closes, in their order; null where one answers.
   */
  readonly lastError: string | null;
  readonly quote: QuoteSeen | null;
}

interface Stored extends Omit<FreshnessFacts, 'quote'> {
  readonly price: string | null;
  readonly quoteSource: string | null;
  readonly quotedAt: Date | null;
}

/**
 * Days of an asset after its last close that a source stated and that were withheld or refused. Asked only of those that a close is missing of.
 * A source that lists nothing itself speaks another's names; what one lists itself is its own, whatever another calls so.
 */
const NOT_TAKEN = `
  SELECT 'refused' AS kind WHERE (a.last_day IS NULL OR a.last_day < (now() AT TIME ZONE 'UTC')::date - 1) AND (
    EXISTS (SELECT 1 FROM withheld_fact w WHERE w.dataset_id = a.dataset_id AND w.asset_id = a.asset_id AND w.day > coalesce(a.last_day, '-infinity'))
    OR EXISTS (SELECT 1 FROM source_asset n JOIN refused_answer r ON r.source = ANY($3::text[]) AND r.endpoint = 'daily' AND r.subject = n.external_id
      AND (r.source = n.source OR NOT EXISTS (SELECT 1 FROM source_asset o WHERE o.source = r.source AND o.external_id = r.subject)) WHERE n.asset_id = a.asset_id
      AND coalesce(CASE WHEN r.about ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' THEN left(r.about, 10) > a.last_day::text ELSE r.last_at > a.last_day + 2 END, true)))`;

/** A source that answers makes the trouble of a later one no reason: the first of the order that knows the asset decides. */
const LIVE = `
  SELECT a.asset_id AS id, a.last_day::text AS "lastDay", a.ending, c.asset_id IS NOT NULL AS conflict, coalesce(x.kind, e.error_kind) AS "lastError",
         q.price::text AS price, q.source AS "quoteSource", q.quoted_at AS "quotedAt"
    FROM dataset_asset a
    LEFT JOIN quote q ON q.dataset_id = a.dataset_id AND q.asset_id = a.asset_id
    LEFT JOIN (SELECT DISTINCT dataset_id, asset_id, day FROM fact_conflict WHERE fact = 'close') c ON c.dataset_id = a.dataset_id AND c.asset_id = a.asset_id AND c.day = a.last_day
    LEFT JOIN LATERAL (
      SELECT st.error_kind FROM source_asset n JOIN source_state st USING (source)
       WHERE n.asset_id = a.asset_id AND n.source = ANY($3::text[]) ORDER BY array_position($3::text[], n.source), n.source LIMIT 1) e ON true
    LEFT JOIN LATERAL (${NOT_TAKEN}) x ON true
   WHERE a.dataset_id = $1 AND ($2::text[] IS NULL OR a.asset_id = ANY($2::text[]))`;

const STANDING = `
  SELECT asset_id AS id, last_day::text AS "lastDay", ending, false AS conflict, NULL AS "lastError", NULL AS price, NULL AS "quoteSource", NULL AS "quotedAt"
    FROM dataset_asset WHERE dataset_id = $1 AND ($2::text[] IS NULL OR asset_id = ANY($2::text[]))`;

const factsOf = ({ price, quoteSource, quotedAt, ...row }: Stored): FreshnessFacts => ({ ...row, quote: price === null || quoteSource === null || quotedAt === null ? null : { price, source: quoteSource, quotedAt } });

/** Freshness facts of some assets, or of all (`null`). `order` names the sources that state closes, first ones first. */
export async function loadFreshnessFacts(dataset: { readonly id: number; readonly live: boolean }, assets: readonly string[] | null, order: readonly string[]): Promise<FreshnessFacts[]> {
  const { rows } = await pool.query<Stored>(dataset.live ? LIVE : STANDING, dataset.live ? [dataset.id, assets, order] : [dataset.id, assets]);
  return rows.map(factsOf);
}

/** What the sources that were not chosen say of a close, and who was. */
export interface CloseConflict {
  readonly chosenSource: string;
  readonly otherSource: string;
  /** Other ÷ chosen − 1, a fraction with its sign. */
  readonly difference: number;
}

/** Who stated an asset's close of a day (the first of the order that did), and who differs. */
export async function loadCloseOrigin(datasetId: number, assetId: string, day: string, order: readonly string[]): Promise<{ readonly source: string | null; readonly conflicts: readonly CloseConflict[] }> {
  const [stated, differing] = await Promise.all([
    pool.query<{ source: string }>(
      `SELECT d.source FROM source_daily d WHERE d.dataset_id = $1 AND d.asset_id = $2 AND d.day = $3 AND d.close IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM withheld_fact w WHERE (w.dataset_id, w.asset_id, w.day, w.source) = (d.dataset_id, d.asset_id, d.day, d.source))
       ORDER BY array_position($4::text[], d.source) NULLS LAST, d.source LIMIT 1`,
      [datasetId, assetId, day, order],
    ),
    pool.query<CloseConflict>(
      `SELECT chosen_source AS "chosenSource", other_source AS "otherSource", (other_value / chosen_value - 1)::float8 AS difference
       FROM fact_conflict WHERE dataset_id = $1 AND asset_id = $2 AND day = $3 AND fact = 'close' AND chosen_value <> 0 ORDER BY difference DESC, other_source`,
      [datasetId, assetId, day],
    ),
  ]);
  return { source: differing.rows[0]?.chosenSource ?? stated.rows[0]?.source ?? null, conflicts: differing.rows };
}
