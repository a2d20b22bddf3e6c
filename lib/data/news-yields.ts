import 'server-only';
import type { PoolClient } from 'pg';

export interface NewsText {
  /** SHA-256 of feed and guid. */
  readonly id: string;
  readonly feed: string;
  readonly title: string;
  readonly link: string;
  readonly publishedAt: string;
}

/** Keeps each headline as it was first seen. */
export async function saveNews(client: PoolClient, rows: readonly NewsText[], at: Date): Promise<void> {
  await client.query(
    `INSERT INTO news_item AS t (id, feed, title, link, published_at, seen_at)
     SELECT id, feed, title, link, "publishedAt", $2 FROM json_to_recordset($1::json) AS r(id text, feed text, title text, link text, "publishedAt" timestamptz) ORDER BY id
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, link = excluded.link, published_at = excluded.published_at, seen_at = excluded.seen_at
     WHERE (excluded.seen_at, excluded.title, excluded.link) < (t.seen_at, t.title, t.link)`,
    [JSON.stringify(rows), at],
  );
}

export interface YieldText {
  readonly poolId: string;
  readonly project: string;
  readonly chain: string;
  readonly symbol: string;
  readonly baseYield: number | null;
  readonly rewardYield: number | null;
  readonly tvl: string | null;
  readonly stablecoin: boolean;
}

/** Keeps each pool as it was last seen; of one moment the larger row. */
export async function saveYields(client: PoolClient, source: string, rows: readonly YieldText[], at: Date): Promise<void> {
  const columns = ['project', 'chain', 'symbol', 'base_yield', 'reward_yield', 'tvl', 'stablecoin'];
  const of = (table: string): string => columns.map((name) => `coalesce(${table}.${name}::text, '')`).join(', ');
  await client.query(
    `INSERT INTO yield_pool AS t (source, pool_id, ${columns.join(', ')}, seen_at)
     SELECT $1, "poolId", project, chain, symbol, "baseYield", "rewardYield", trim_scale(tvl), stablecoin, $3
     FROM json_to_recordset($2::json) AS r("poolId" text, project text, chain text, symbol text, "baseYield" float8, "rewardYield" float8, tvl numeric, stablecoin boolean) ORDER BY "poolId" COLLATE "C"
     ON CONFLICT (source, pool_id) DO UPDATE SET ${[...columns, 'seen_at'].map((name) => `${name} = excluded.${name}`).join(', ')}
     WHERE (excluded.seen_at, ${of('excluded')}) > (t.seen_at, ${of('t')})`,
    [source, JSON.stringify(rows), at],
  );
}
