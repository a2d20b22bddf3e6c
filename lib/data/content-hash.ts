import 'server-only';
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

/** One digest per series, in a fixed order: numbers without trailing zeros, so that 1 and 1.0 are the same fact. */
const DIGESTS: readonly string[] = [
  `SELECT asset_id AS series, concat_ws('|', symbol, name, kind, sectors::text, ecosystem, consensus, trim_scale(max_supply), ending, successor) AS digest
   FROM dataset_asset WHERE dataset_id = $1 ORDER BY asset_id COLLATE "C"`,
  `SELECT asset_id AS series, encode(sha256(convert_to(string_agg(day || '|' || concat_ws('|', trim_scale(close),
     coalesce(trim_scale(traded_value)::text, ''), coalesce(trim_scale(market_cap)::text, ''), coalesce(trim_scale(circulating_supply)::text, ''),
     trim_scale(open), trim_scale(high), trim_scale(low)), E'\\n' ORDER BY day), 'UTF8')), 'hex') AS digest
   FROM daily_fact WHERE dataset_id = $1 GROUP BY asset_id ORDER BY asset_id COLLATE "C"`,
  `SELECT asset_id || '|' || metric AS series, encode(sha256(convert_to(string_agg(day || '|' || trim_scale(value), E'\\n' ORDER BY day), 'UTF8')), 'hex') AS digest
   FROM metric_fact WHERE dataset_id = $1 GROUP BY asset_id, metric ORDER BY asset_id COLLATE "C", metric COLLATE "C"`,
  `SELECT metric AS series, string_agg(day || '|' || trim_scale(value), E'\\n' ORDER BY day) AS digest
   FROM market_fact WHERE dataset_id = $1 GROUP BY metric ORDER BY metric COLLATE "C"`,
  `SELECT day::text AS series, string_agg(concat_ws('|', rank, asset_id, coalesce(trim_scale(market_cap)::text, ''), trim_scale(price)), E'\\n' ORDER BY rank) AS digest
   FROM universe_row WHERE dataset_id = $1 GROUP BY day ORDER BY day`,
];

/** SHA-256 over everything a dataset holds. Depends on the facts alone: neither on ids nor on the order of loading. */
export async function contentHash(client: PoolClient, datasetId: number): Promise<string> {
  const hash = createHash('sha256');
  for (const query of DIGESTS) {
    const { rows } = await client.query<{ series: string; digest: string }>(query, [datasetId]);
    for (const row of rows) hash.update(`${row.series} ${row.digest}\n`);
    hash.update('\n');
  }
  return hash.digest('hex');
}
