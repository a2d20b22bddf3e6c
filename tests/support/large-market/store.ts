import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pool } from '@/lib/data/pool';
import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { dayText, makeAssets, type LargeMarket, type MadeAsset } from './assets';
import { makeDays, makeMetrics, marketMoves } from './facts';

const FLUSH = 1 << 16;

/** COPY of lines as they are made. */
async function copyLines(client: PoolClient, target: string, lines: Iterable<string>): Promise<number> {
  const stream = client.query(copyFrom(`COPY ${target} FROM STDIN`));
  const done = once(stream, 'finish');
  let text = '';
  let count = 0;
  for (const line of lines) {
    text += line;
    count += 1;
    if (text.length < FLUSH) continue;
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done]);
    text = '';
  }
  stream.end(text);
  await done;
  return count;
}

const cell = (value: number | string | null): string => (value === null ? '\\N' : String(value));
const line = (...cells: (number | string | null)[]): string => `${cells.map(cell).join('\t')}\n`;
const array = (values: readonly string[]): string => `{${values.join(',')}}`;

function* assetLines(datasetId: number, assets: readonly MadeAsset[]): Generator<string> {
  for (const { id, kind, sectors, ecosystem, consensus, maxSupply, from, to, ending } of assets) {
    yield line(datasetId, id, id.toUpperCase(), id, kind, array(sectors), ecosystem, consensus, maxSupply, dayText(from), dayText(to), ending);
  }
}

function* dailyLines(datasetId: number, assets: readonly MadeAsset[], market: LargeMarket): Generator<string> {
  const start = dayNumber(isoDay(market.firstDay));
  const moves = marketMoves(market.seed, start, market.days);
  for (const asset of assets) {
    for (const { day, close, tradedValue, marketCap, supply, high, low } of makeDays(asset, market.seed, moves, start)) {
      yield line(datasetId, asset.id, dayText(day), close, tradedValue, marketCap, supply, high, low, `${dayText(day + 1)} 00:00:00+00`);
    }
  }
}

function* metricLines(datasetId: number, assets: readonly MadeAsset[], market: LargeMarket): Generator<string> {
  for (const asset of assets) for (const { metric, day, value } of makeMetrics(asset, market.seed)) yield line(datasetId, asset.id, metric, dayText(day), value, `${dayText(day + 2)} 00:00:00+00`);
}

/** Spans and endings follow from what is stored, as after a merge. */
const DESCRIBE = `
  UPDATE dataset_asset AS a SET first_day = s.first_day, last_day = s.last_day
  FROM (SELECT asset_id, min(day) AS first_day, max(day) AS last_day FROM daily_fact WHERE dataset_id = $1 GROUP BY asset_id) AS s
  WHERE a.dataset_id = $1 AND a.asset_id = s.asset_id AND (a.first_day, a.last_day) IS DISTINCT FROM (s.first_day, s.last_day)`;
const SPAN = `
  UPDATE dataset AS d SET first_day = s.first_day, last_day = s.last_day, asset_count = s.assets
  FROM (SELECT min(first_day) AS first_day, max(last_day) AS last_day, count(first_day)::integer AS assets FROM dataset_asset WHERE dataset_id = $1) AS s WHERE d.id = $1`;

/** What a merge leaves: a digest of each day's facts, and a content hash over them. */
const DIGEST = `
  WITH said AS (
    SELECT day, string_agg(md5(f::text), '' ORDER BY asset_id COLLATE "C") AS digest FROM daily_fact AS f WHERE dataset_id = $1 AND day >= $2::date GROUP BY day
    UNION ALL SELECT day, string_agg(md5(f::text), '' ORDER BY asset_id COLLATE "C", metric COLLATE "C") FROM metric_fact AS f WHERE dataset_id = $1 AND day >= $2::date GROUP BY day
    UNION ALL SELECT day, string_agg(md5(f::text), '' ORDER BY metric COLLATE "C") FROM market_fact AS f WHERE dataset_id = $1 AND day >= $2::date GROUP BY day)
  INSERT INTO day_digest (dataset_id, day, digest)
  SELECT $1, d.day::date, md5(coalesce((SELECT string_agg(md5(digest), '' ORDER BY md5(digest)) FROM said WHERE said.day = d.day::date), ''))
  FROM dataset, generate_series(greatest(first_day, $2::date), last_day, interval '1 day') AS d(day) WHERE dataset.id = $1
  ON CONFLICT (dataset_id, day) DO UPDATE SET digest = excluded.digest`;
const CONTENT = `
  UPDATE dataset SET content_hash = (SELECT md5(string_agg(digest, '' ORDER BY day)) FROM day_digest WHERE dataset_id = $1)
    || (SELECT md5(string_agg(md5(a::text), '' ORDER BY asset_id COLLATE "C")) FROM dataset_asset AS a WHERE dataset_id = $1)
  WHERE id = $1 RETURNING content_hash`;

/** Measures the dataset anew after its facts changed from `from` on, as the merge of live sources does. */
export async function describeMarket(client: Pick<PoolClient, 'query'>, datasetId: number, from: string): Promise<void> {
  await client.query(DESCRIBE, [datasetId]);
  await client.query(SPAN, [datasetId]);
  await client.query('DELETE FROM day_digest AS g USING dataset AS d WHERE g.dataset_id = $1 AND d.id = $1 AND (g.day < d.first_day OR g.day > d.last_day)', [datasetId]);
  await client.query(DIGEST, [datasetId, from]);
  await client.query(CONTENT, [datasetId]);
}

/** Stores a made market by COPY; nothing is computed on it yet. Returns the dataset and how many facts it holds. */
export async function storeLargeMarket(market: LargeMarket, name = 'A made market'): Promise<{ datasetId: number; daily: number; metrics: number }> {
  const assets = makeAssets(market);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: number }>('INSERT INTO dataset (name, simulated, live, active) VALUES ($1, false, true, true) RETURNING id', [name]);
    const datasetId = rows[0]?.id ?? 0;
    await copyLines(client, 'asset (id)', assets.map(({ id }) => line(id)));
    await copyLines(client, 'dataset_asset (dataset_id, asset_id, symbol, name, kind, sectors, ecosystem, consensus, max_supply, first_day, last_day, ending)', assetLines(datasetId, assets));
    const daily = await copyLines(client, 'daily_fact (dataset_id, asset_id, day, close, traded_value, market_cap, circulating_supply, high, low, known_at)', dailyLines(datasetId, assets, market));
    const metrics = await copyLines(client, 'metric_fact (dataset_id, asset_id, metric, day, value, known_at)', metricLines(datasetId, assets, market));
    await client.query('ANALYZE daily_fact, metric_fact');
    await describeMarket(client, datasetId, market.firstDay);
    await client.query('COMMIT');
    return { datasetId, daily, metrics };
  } finally {
    client.release();
  }
}
