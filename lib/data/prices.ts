import 'server-only';
import { dec, type Dec } from '@/lib/domain/foundation/decimal';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { CARRY_FORWARD_DAYS } from '@/lib/domain/market/rules';
import { pool } from './pool';

/** Closes of assets on days, carried at most three days, by `asset day`; what is missing is absent. */
export async function closesOn(datasetId: number, wanted: readonly { readonly asset: string; readonly day: string }[]): Promise<Map<string, Dec>> {
  const { rows } = await pool.query<{ asset: string; day: string; close: string }>(
    `SELECT w.asset, w.day::text AS day, f.close::text AS close
     FROM (SELECT DISTINCT * FROM unnest($2::text[], $3::date[]) AS u(asset, day)) AS w
     CROSS JOIN LATERAL (SELECT close FROM daily_fact WHERE dataset_id = $1 AND asset_id = w.asset AND day BETWEEN w.day - ${CARRY_FORWARD_DAYS} AND w.day ORDER BY day DESC LIMIT 1) AS f`,
    [datasetId, wanted.map(({ asset }) => asset), wanted.map(({ day }) => day)],
  );
  return new Map(rows.map(({ asset, day, close }) => [`${asset} ${day}`, dec(close)]));
}

/** A close with its day. */
export interface LastClose {
  readonly day: IsoDay;
  /** USD, exact text. */
  readonly price: string;
}

/** The last close of each asset, however old; an asset that never had one is absent. */
export async function lastCloses(datasetId: number, assets: readonly string[]): Promise<Map<string, LastClose>> {
  const { rows } = await pool.query<LastClose & { asset: string }>(
    `SELECT a.asset_id AS asset, f.day::text AS day, f.close::text AS price FROM dataset_asset a JOIN daily_fact f ON f.dataset_id = a.dataset_id AND f.asset_id = a.asset_id AND f.day = a.last_day
     WHERE a.dataset_id = $1 AND a.asset_id = ANY($2)`,
    [datasetId, assets],
  );
  return new Map(rows.map(({ asset, ...close }) => [asset, close]));
}

export interface MarketOfAsset {
  readonly asset: string;
  readonly symbol: string;
  readonly name: string;
  readonly kind: string;
  /** The coin that replaced it in this dataset (Rule 2.1). */
  readonly successor: string | null;
  /** USD a day, median of 30 days. */
  readonly tradedValue: number | null;
  /** Per year. */
  readonly volatility: number | null;
  /** USD within 2 % of the price. */
  readonly depth2pct: number | null;
}

/** What trading needs to know about assets, on the dataset's last day. */
export async function marketOf(datasetId: number, assets: readonly string[]): Promise<Map<string, MarketOfAsset>> {
  const { rows } = await pool.query<MarketOfAsset>(
    `SELECT a.asset_id AS asset, a.symbol, a.name, a.kind, a.successor, s.traded_value_30d AS "tradedValue", s.volatility_90d AS volatility, d.value AS "depth2pct"
     FROM dataset_asset AS a
     LEFT JOIN asset_snapshot AS s ON s.dataset_id = a.dataset_id AND s.asset_id = a.asset_id
     LEFT JOIN LATERAL (SELECT value::float8 AS value FROM metric_fact AS m WHERE m.dataset_id = a.dataset_id AND m.asset_id = a.asset_id AND m.metric = 'Depth2PctUSD'
       AND m.day > a.last_day - 7 ORDER BY day DESC LIMIT 1) AS d ON true
     WHERE a.dataset_id = $1 AND a.asset_id = ANY($2)`,
    [datasetId, assets],
  );
  return new Map(rows.map((row) => [row.asset, row]));
}

/** Ids, symbols and names that a form can offer, by name. */
export async function listTradable(datasetId: number): Promise<{ readonly id: string; readonly symbol: string; readonly name: string }[]> {
  const { rows } = await pool.query<{ id: string; symbol: string; name: string }>(
    'SELECT asset_id AS id, symbol, name FROM dataset_asset WHERE dataset_id = $1 AND first_day IS NOT NULL ORDER BY lower(name), asset_id',
    [datasetId],
  );
  return rows;
}

/** Closes of assets on each of the `count` days up to `day`, oldest first; null where there is none. */
export async function closesUpTo(datasetId: number, assets: readonly string[], day: string, count: number): Promise<Map<string, (number | null)[]>> {
  const { rows } = await pool.query<{ asset: string; closes: (number | null)[] }>(
    `SELECT a.asset, array_agg(f.close::float8 ORDER BY g.day) AS closes
     FROM unnest($2::text[]) AS a(asset)
     CROSS JOIN generate_series($3::date - ($4::integer - 1), $3::date, interval '1 day') AS g(day)
     LEFT JOIN daily_fact AS f ON f.dataset_id = $1 AND f.asset_id = a.asset AND f.day = g.day::date
     GROUP BY a.asset`,
    [datasetId, assets, day, count],
  );
  return new Map(rows.map(({ asset, closes }) => [asset, closes]));
}
