import { createHash } from 'node:crypto';
import { pool } from '@/lib/data/pool';
import { dayFromNumber, dayNumber, isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import type { DailyRow, ListedAsset, QuoteRow } from '@/lib/providers/live-port';

export const FIRST = isoDay('2026-03-01');
/** Noon of the day after 30 days of closes. */
export const NOON = new Date('2026-03-31T12:00:00Z');
export const later = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);
export const day = (index: number): IsoDay => dayFromNumber(dayNumber(FIRST) + index);

export function listed(externalId: string, symbol = externalId.slice(0, 4).toUpperCase(), rest: Partial<ListedAsset> = {}): ListedAsset {
  return { externalId, symbol, name: externalId, kind: 'coin', sectors: ['layer-1'], ecosystem: null, consensus: null, maxSupply: null, platforms: {}, repositories: [], ...rest };
}

export function daily(externalId: string, index: number, close: number | string | null, rest: Partial<DailyRow> = {}): DailyRow {
  return { externalId, day: day(index), close: close === null ? null : String(close), tradedValue: null, marketCap: null, circulatingSupply: null, open: null, high: null, low: null, ...rest };
}

export const quote = (externalId: string, price: number | string, quotedAt: Date, rest: Partial<QuoteRow> = {}): QuoteRow => ({
  externalId, price: String(price), marketCap: null, circulatingSupply: null, tradedValue24h: null, change24h: null, quotedAt, ...rest,
});

export const answer = <T>(rows: readonly T[]): { rows: readonly T[]; refused: [] } => ({ rows, refused: [] });

/** Tables that make up the stored market, with what in them is neither a serial number nor a moment of writing. */
const MARKET_TABLES: Readonly<Record<string, string>> = {
  dataset: 'name, simulated, live, first_day, last_day, asset_count, dirty_from, content_hash',
  dataset_asset: '*', source_asset: '*', source_daily: '*', daily_fact: '*', fact_conflict: '*', withheld_fact: '*', metric_fact: '*', market_fact: '*', day_digest: '*',
  quote: '*', news_item: '*', yield_pool: '*',
};

/** Every table of the market as text, so that two markets can be told apart to the last digit. */
export async function marketText(tables: readonly string[] = Object.keys(MARKET_TABLES)): Promise<Record<string, string[]>> {
  const texts: Record<string, string[]> = {};
  for (const table of tables) {
    const { rows } = await pool.query<{ line: string }>(`SELECT r::text COLLATE "C" AS line FROM (SELECT ${MARKET_TABLES[table]} FROM ${table}) AS r ORDER BY 1`);
    texts[table] = rows.map(({ line }) => line);
  }
  return texts;
}

export async function marketHash(tables?: readonly string[]): Promise<string> {
  return createHash('sha256').update(JSON.stringify(await marketText(tables))).digest('hex');
}

export async function facts(assetId: string): Promise<[string, number][]> {
  const { rows } = await pool.query<{ day: string; close: number }>('SELECT day::text, close::float8 FROM daily_fact WHERE asset_id = $1 ORDER BY day', [assetId]);
  return rows.map((row) => [row.day, row.close]);
}

export async function withheld(assetId: string): Promise<string[]> {
  const { rows } = await pool.query<{ text: string }>(`SELECT concat_ws(' ', source, day, fault) AS text FROM withheld_fact WHERE asset_id = $1 ORDER BY source, day`, [assetId]);
  return rows.map(({ text }) => text);
}

export async function refusals(): Promise<string[]> {
  const { rows } = await pool.query<{ text: string }>(`SELECT concat_ws(' | ', source, endpoint, subject, about, reason, count) AS text FROM refused_answer ORDER BY source, endpoint, subject, about, reason`);
  return rows.map(({ text }) => text);
}

/** Empties the market, so that the next case begins where the first did. */
export async function clearMarket(): Promise<void> {
  await pool.query(`TRUNCATE dataset, dataset_asset, asset, source_asset, source_daily, source_change, withheld_fact, daily_fact, fact_conflict, metric_fact, market_fact, day_digest,
    quote, news_item, text_item, text_mention, yield_pool, refused_answer RESTART IDENTITY CASCADE`);
}
