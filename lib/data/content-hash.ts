import 'server-only';
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

/** A series as bytes, row by row in a fixed order: numbers without trailing zeros, so that 1 and 1.0 are the same fact. */
function digestOf(columns: readonly string[], order: string): string {
  return `encode(sha256(string_agg(record_send(ROW(${columns.join(', ')})), ''::bytea ORDER BY ${order})), 'hex') AS digest`;
}

const trimmed = (...columns: readonly string[]): string[] => columns.map((column) => `trim_scale(${column})`);

const DIGESTS: readonly string[] = [
  `SELECT asset_id AS series, concat_ws('|', symbol, name, kind, sectors::text, ecosystem, consensus, trim_scale(max_supply), ending, successor) AS digest
   FROM dataset_asset WHERE dataset_id = $1 ORDER BY asset_id COLLATE "C"`,
  `SELECT asset_id AS series, ${digestOf(['day', ...trimmed('close', 'traded_value', 'market_cap', 'circulating_supply', 'open', 'high', 'low')], 'day')}
   FROM daily_fact WHERE dataset_id = $1 GROUP BY asset_id ORDER BY asset_id COLLATE "C"`,
  `SELECT asset_id || '|' || metric AS series, ${digestOf(['day', ...trimmed('value')], 'day')}
   FROM metric_fact WHERE dataset_id = $1 GROUP BY asset_id, metric ORDER BY asset_id COLLATE "C", metric COLLATE "C"`,
  `SELECT metric AS series, ${digestOf(['day', ...trimmed('value')], 'day')} FROM market_fact WHERE dataset_id = $1 GROUP BY metric ORDER BY metric COLLATE "C"`,
  `SELECT day::text AS series, ${digestOf(['rank', 'asset_id', ...trimmed('market_cap', 'price', 'circulating_supply', 'traded_value')], 'rank')}
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
