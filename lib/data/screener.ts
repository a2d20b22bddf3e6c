import 'server-only';
import { pool } from './pool';

/** An asset of the dataset with its latest figures; null is n/a. Fractions and USD; price and cap as exact text. */
export interface ScreenerRow {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly kind: string;
  readonly sectors: readonly string[];
  readonly ecosystem: string | null;
  readonly consensus: string | null;
  /** By market cap among the eligible (Rule 2.4); null where no index could hold it. */
  readonly rank: number | null;
  readonly price: string | null;
  readonly marketCap: string | null;
  readonly tradedValue30d: number | null;
  readonly change1d: number | null;
  readonly change7d: number | null;
  readonly change30d: number | null;
  readonly change365d: number | null;
  readonly volatility90d: number | null;
  readonly drawdown: number | null;
  readonly investorGrade: number | null;
  readonly traderGrade: number | null;
  readonly coverage: number | null;
  /** Lens grades present, of six. */
  readonly lenses: number;
  readonly rating: string | null;
  readonly eligible: boolean;
  readonly ineligibleReason: string | null;
  readonly flags: readonly string[];
  /** Closes of the last 31 days, oldest first; null where there was none. */
  readonly sparkline: readonly (number | null)[];
}

const SPARK_DAYS = 31;

const QUERY = `
  WITH closes AS (
    SELECT f.asset_id, array_agg(f.close::float8 ORDER BY f.day) AS closes, array_agg((f.day - (d.last_day - ${SPARK_DAYS - 1}))::int ORDER BY f.day) AS places
      FROM dataset d JOIN daily_fact f ON f.dataset_id = d.id AND f.day BETWEEN d.last_day - ${SPARK_DAYS - 1} AND d.last_day
     WHERE d.id = $1 GROUP BY f.asset_id)
  SELECT a.asset_id AS id, a.symbol, a.name, a.kind, a.sectors, a.ecosystem, a.consensus,
         CASE WHEN s.eligible AND s.market_cap IS NOT NULL THEN (rank() OVER (PARTITION BY s.eligible ORDER BY s.market_cap DESC NULLS LAST))::int END AS rank, s.price::text AS price, s.market_cap::text AS "marketCap", s.traded_value_30d AS "tradedValue30d",
         s.change_1d AS "change1d", s.change_7d AS "change7d", s.change_30d AS "change30d", s.change_365d AS "change365d",
         s.volatility_90d AS "volatility90d", s.drawdown, s.investor_grade AS "investorGrade", s.trader_grade AS "traderGrade", s.coverage,
         (SELECT count(*)::int FROM unnest(g.lens_grades) AS lens WHERE lens <> 'NaN') AS lenses,
         s.rating, coalesce(s.eligible, false) AS eligible, s.ineligible_reason AS "ineligibleReason", coalesce(s.flags, '{}') AS flags, c.closes, c.places
    FROM dataset_asset a
    LEFT JOIN asset_snapshot s ON s.dataset_id = a.dataset_id AND s.asset_id = a.asset_id
    LEFT JOIN grade_row g ON g.dataset_id = s.dataset_id AND g.asset_id = s.asset_id AND g.day = s.day
    LEFT JOIN closes c ON c.asset_id = a.asset_id
   WHERE a.dataset_id = $1
   ORDER BY s.market_cap DESC NULLS LAST, a.asset_id`;

type Stored = Omit<ScreenerRow, 'sparkline'> & { readonly closes: readonly number[] | null; readonly places: readonly number[] | null };

/** A day without a close stays a gap in the line. */
function sparkline(closes: readonly number[] | null, places: readonly number[] | null): (number | null)[] {
  const line = new Array<number | null>(SPARK_DAYS).fill(null);
  places?.forEach((place, position) => {
    line[place] = closes?.[position] ?? null;
  });
  return line;
}

/** All assets of a dataset with their latest figures, by market cap, in one query. */
export async function listScreenerRows(datasetId: number): Promise<ScreenerRow[]> {
  const { rows } = await pool.query<Stored>(QUERY, [datasetId]);
  return rows.map(({ closes, places, ...row }) => ({ ...row, sparkline: sparkline(closes, places) }));
}
