import type { PoolClient } from 'pg';
import { pool } from '@/lib/data/pool';
import { dayFromNumber, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import type { Rng } from '@/lib/domain/foundation/rng';
import { describeMarket } from './store';

/** A market under change: what happened to it last decides the first day that must be scored again. */
export interface Changing {
  readonly client: PoolClient;
  readonly datasetId: number;
  readonly rng: Rng;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Something that happens to a market; returns the first day whose facts changed (day number), or null where only a description did. */
export type Change = (market: Changing) => Promise<number | null>;

const INSERT = `INSERT INTO daily_fact (dataset_id, asset_id, day, close, traded_value, market_cap, circulating_supply, known_at)`;

async function pickAsset({ client, datasetId, rng }: Changing, where = 'true'): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`SELECT asset_id AS id FROM dataset_asset WHERE dataset_id = $1 AND first_day IS NOT NULL AND ${where} ORDER BY asset_id COLLATE "C"`, [datasetId]);
  return rows[rng.int(rows.length)]?.id ?? 'bitcoin';
}

/** Copies an asset's last known row to later days, moved a little. */
async function goOn({ client, datasetId, rng }: Changing, assetId: string, days: readonly number[]): Promise<void> {
  for (const day of days) {
    await client.query(
      `${INSERT} SELECT dataset_id, asset_id, $3::date, round(close * $4::numeric, 9), traded_value, round(market_cap * $4::numeric, 2), circulating_supply, $3::date + 1
       FROM daily_fact WHERE dataset_id = $1 AND asset_id = $2 AND day < $3::date ORDER BY day DESC LIMIT 1 ON CONFLICT DO NOTHING`,
      [datasetId, assetId, dayFromNumber(day), Math.exp(0.05 * rng.normal()).toFixed(6)],
    );
  }
}

/** A number of days for everyone whose series goes on; now and then one is late, or back after a gap. */
const append = (count: number): Change => async (market) => {
  const { rows } = await market.client.query<{ id: string; last: number }>(`SELECT asset_id AS id, last_day - date '1970-01-01' AS last FROM dataset_asset WHERE dataset_id = $1 AND first_day IS NOT NULL ORDER BY asset_id`, [market.datasetId]);
  const days = Array.from({ length: count }, (_, i) => market.lastDay + 1 + i);
  for (const { id, last } of rows) if (market.lastDay - last <= (market.rng.next() < 0.1 ? 30 : 3) && (id === 'bitcoin' || market.rng.next() > 0.05)) await goOn(market, id, days);
  return market.lastDay + 1;
};

const recent = (market: Changing, within: number): number => Math.max(market.firstDay, market.lastDay - market.rng.int(within));

/** A close, and with it the cap, is stated otherwise than before. */
const correct: Change = async (market) => {
  const day = recent(market, 250);
  const factor = (0.3 + 3 * market.rng.next()).toFixed(4);
  await market.client.query('UPDATE daily_fact SET close = round(close * $4::numeric, 9), market_cap = round(market_cap * $4::numeric, 2) WHERE dataset_id = $1 AND asset_id = $2 AND day = $3', [market.datasetId, await pickAsset(market), dayFromNumber(day), factor]);
  return day;
};

const retract: Change = async (market) => {
  const day = recent(market, 60);
  await market.client.query(`DELETE FROM daily_fact WHERE dataset_id = $1 AND asset_id = $2 AND day BETWEEN $3::date AND $3::date + 4`, [market.datasetId, await pickAsset(market, `asset_id <> 'bitcoin'`), dayFromNumber(day)]);
  return day;
};

/** Values of a metric that come late: of an asset that has it, or of one that never had it. */
const lateMetric: Change = async (market) => {
  const day = recent(market, 40);
  const { rows } = await market.client.query<{ metric: string }>('SELECT DISTINCT metric FROM metric_fact WHERE dataset_id = $1 ORDER BY metric', [market.datasetId]);
  const metric = rows[market.rng.int(rows.length)]?.metric ?? 'DevCommits';
  const assetId = await pickAsset(market);
  await market.client.query(
    `INSERT INTO metric_fact (dataset_id, asset_id, metric, day, value, known_at) SELECT $1, $2, $3, d::date, 100 + extract(day FROM d), d + interval '2 days'
     FROM generate_series($4::date, $5::date, interval '1 day') AS d ON CONFLICT (dataset_id, asset_id, metric, day) DO UPDATE SET value = metric_fact.value * 1.5`,
    [market.datasetId, assetId, metric, dayFromNumber(day), dayFromNumber(market.lastDay)],
  );
  return day;
};

/** A new asset with its history so far. */
const arrive: Change = async (market) => {
  const from = recent(market, 200);
  const id = `new-${String(market.rng.int(1e6)).padStart(6, '0')}`;
  await market.client.query('INSERT INTO asset (id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
  await market.client.query(`INSERT INTO dataset_asset (dataset_id, asset_id, symbol, name, kind, sectors, consensus) VALUES ($1, $2, 'NEW', 'New', 'token', '{defi}', 'none') ON CONFLICT DO NOTHING`, [market.datasetId, id]);
  await market.client.query(`${INSERT} VALUES ($1, $2, $3, 2.5, 3000000, 90000000, NULL, $3::date + 1) ON CONFLICT DO NOTHING`, [market.datasetId, id, dayFromNumber(from)]);
  await goOn(market, id, Array.from({ length: market.lastDay - from }, (_, i) => from + 1 + i));
  return from;
};

/** History before an asset's first day, as a backfill brings it. */
const backfill: Change = async (market) => {
  const { client, datasetId } = market;
  const id = await pickAsset(market, `first_day > (SELECT first_day + 120 FROM dataset WHERE id = dataset_asset.dataset_id)`);
  const days = 20 + market.rng.int(90);
  const { rows } = await client.query<{ from: number }>(
    `WITH put AS (${INSERT} SELECT f.dataset_id, f.asset_id, d::date, round(f.close * (1 + 0.02 * sin(extract(doy FROM d)))::numeric, 9), f.traded_value, f.market_cap, NULL, d + interval '1 day'
       FROM dataset_asset AS a JOIN daily_fact AS f ON f.dataset_id = a.dataset_id AND f.asset_id = a.asset_id AND f.day = a.first_day
       CROSS JOIN generate_series(a.first_day - $3::integer, a.first_day - 1, interval '1 day') AS d WHERE a.dataset_id = $1 AND a.asset_id = $2 ON CONFLICT DO NOTHING RETURNING day)
     SELECT min(day) - date '1970-01-01' AS from FROM put`,
    [datasetId, id, days],
  );
  return rows[0]?.from ?? null;
};

/** A series ends: what it said of the last days is withdrawn, and its ending is named. */
const die: Change = async (market) => {
  const day = market.lastDay - 5 - market.rng.int(20);
  const id = await pickAsset(market, `asset_id <> 'bitcoin'`);
  await market.client.query('DELETE FROM daily_fact WHERE dataset_id = $1 AND asset_id = $2 AND day >= $3::date AND day > (SELECT first_day FROM dataset_asset WHERE dataset_id = $1 AND asset_id = $2)', [market.datasetId, id, dayFromNumber(day)]);
  await market.client.query(`UPDATE dataset_asset SET ending = $3 WHERE dataset_id = $1 AND asset_id = $2`, [market.datasetId, id, market.rng.next() < 0.5 ? 'dead' : 'truncated']);
  return day;
};

/** What an asset is, is told otherwise. */
const describeAnew: Change = async (market) => {
  await market.client.query(`UPDATE dataset_asset SET kind = $3, sectors = $4 WHERE dataset_id = $1 AND asset_id = $2`, [market.datasetId, await pickAsset(market, `asset_id <> 'bitcoin'`), market.rng.next() < 0.5 ? 'wrapped' : 'token', market.rng.next() < 0.5 ? [] : ['gaming', 'ai']]);
  return null;
};

export const CHANGES = { day: append(1), week: append(7), correct, retract, lateMetric, arrive, backfill, die, describeAnew } satisfies Record<string, Change>;

/** Lets something happen to a stored market, and leaves it as a merge would. */
export async function change(datasetId: number, what: Change, rng: Rng): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ first: string; last: string }>('SELECT first_day::text AS first, last_day::text AS last FROM dataset WHERE id = $1', [datasetId]);
    const [firstDay, lastDay] = [rows[0]?.first ?? '', rows[0]?.last ?? ''].map((day) => dayNumber(isoDay(day))) as [number, number];
    const from = await what({ client, datasetId, rng, firstDay, lastDay });
    await describeMarket(client, datasetId, dayFromNumber(from ?? lastDay));
    await client.query('UPDATE dataset SET dirty_from = least(dirty_from, $2::date) WHERE id = $1', [datasetId, from === null ? null : dayFromNumber(from)]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
