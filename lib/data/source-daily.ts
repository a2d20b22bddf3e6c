import 'server-only';
import type { PoolClient } from 'pg';

/** One accepted row of a source under our id; plain decimal text, null where the source says nothing. */
export interface SourceDailyRow {
  readonly assetId: string;
  readonly day: string;
  readonly close: string | null;
  readonly tradedValue: string | null;
  readonly marketCap: string | null;
  readonly circulatingSupply: string | null;
  readonly open: string | null;
  readonly high: string | null;
  readonly low: string | null;
}

/** Rows of one statement. */
const CHUNK = 20_000;

/** Columns that the same answer states together, with the moment of that answer. The last answer is kept and the first one. */
const FACTS: readonly { readonly columns: readonly string[]; readonly at: string }[] = [
  { columns: ['close'], at: 'close_at' },
  { columns: ['traded_value'], at: 'traded_value_at' },
  { columns: ['market_cap'], at: 'market_cap_at' },
  { columns: ['circulating_supply'], at: 'circulating_supply_at' },
  { columns: ['open', 'high', 'low'], at: 'candle_at' },
];
/** When a source last said anything that its restatements are told by, of one stored row. */
export const lastSaidAt = (row: string): string => `greatest(${row}.close_at, ${row}.circulating_supply_at, ${row}.market_cap_at)`;

const firstOf = (name: string): string => `${name}_first`;
const firstAt = (at: string): string => at.replace(/at$/, 'first_at');
const COLUMNS = FACTS.flatMap(({ columns }) => columns);

/** A newer answer stands; of two of one moment the larger value, so that the order of storing decides nothing. */
function isNewer({ columns, at }: (typeof FACTS)[number]): string {
  return `(excluded.${at} IS NOT NULL AND (t.${at} IS NULL OR (excluded.${at}, ${columns.map((name) => `excluded.${name}`).join(', ')}) > (t.${at}, ${columns.map((name) => `t.${name}`).join(', ')})))`;
}

/** The other end: the oldest answer, of one moment the smaller value. */
function isEarlier({ columns, at }: (typeof FACTS)[number]): string {
  const firsts = (table: string): string => [firstAt(at), ...columns.map(firstOf)].map((name) => `${table}.${name}`).join(', ');
  return `(excluded.${firstAt(at)} IS NOT NULL AND (t.${firstAt(at)} IS NULL OR (${firsts('excluded')}) < (${firsts('t')})))`;
}

const assigned = (names: readonly string[], when: string): string[] => names.map((name) => `${name} = CASE WHEN ${when} THEN excluded.${name} ELSE t.${name} END`);
const ASSIGNED = FACTS.flatMap((fact) => [...assigned([...fact.columns, fact.at], isNewer(fact)), ...assigned([...fact.columns.map(firstOf), firstAt(fact.at)], isEarlier(fact))]);

const moment = ({ columns }: (typeof FACTS)[number]): string => `CASE WHEN r.${columns[0]} IS NOT NULL THEN $3::timestamptz END`;
const TRIMMED = COLUMNS.map((name) => `trim_scale(r.${name})`).join(', ');

/** Values are trimmed of trailing zeros: 1.0 and 1 are the same fact in the same bytes. */
const STORE = `WITH stored AS (
    INSERT INTO source_daily AS t (dataset_id, source, asset_id, day, known_at, ${[COLUMNS, COLUMNS.map(firstOf), FACTS.map(({ at }) => at), FACTS.map(({ at }) => firstAt(at))].flat().join(', ')})
    SELECT $1, $2, r.asset_id, r.day, (r.day + 1)::timestamp AT TIME ZONE 'UTC', ${TRIMMED}, ${TRIMMED}, ${[...FACTS, ...FACTS].map(moment).join(', ')}
    FROM unnest($4::text[], $5::date[], ${COLUMNS.map((_, i) => `$${i + 6}::numeric[]`).join(', ')}) AS r(asset_id, day, ${COLUMNS.join(', ')})
    ORDER BY r.asset_id COLLATE "C", r.day
    ON CONFLICT (dataset_id, asset_id, day, source) DO UPDATE SET ${ASSIGNED.join(', ')} WHERE ${FACTS.flatMap((fact) => [isNewer(fact), isEarlier(fact)]).join(' OR ')}
    RETURNING asset_id, day)
  INSERT INTO source_change (dataset_id, asset_id, from_day, to_day) SELECT $1, asset_id, min(day), max(day) FROM stored GROUP BY asset_id ORDER BY asset_id COLLATE "C"`;

const order = (a: SourceDailyRow, b: SourceDailyRow): number => (a.assetId < b.assetId ? -1 : a.assetId > b.assetId ? 1 : a.day < b.day ? -1 : 1);

/** Stores what one source said at one moment, and notes which days changed. No two rows may be of one asset and day. */
export async function saveSourceDaily(client: PoolClient, datasetId: number, source: string, rows: readonly SourceDailyRow[], at: Date): Promise<void> {
  const sorted = [...rows].sort(order);
  const second = new Date(Math.floor(at.getTime() / 1000) * 1000);
  for (let from = 0; from < sorted.length; from += CHUNK) {
    const part = sorted.slice(from, from + CHUNK);
    const column = (name: keyof SourceDailyRow): (string | null)[] => part.map((one) => one[name]);
    await client.query(STORE, [
      datasetId, source, second, column('assetId'), column('day'),
      column('close'), column('tradedValue'), column('marketCap'), column('circulatingSupply'), column('open'), column('high'), column('low'),
    ]);
  }
}

/** Notes that every stored day must be merged anew, e.g. after the order of the sources changed. */
export async function markAllChanged(client: PoolClient, datasetId: number): Promise<void> {
  await client.query(
    'INSERT INTO source_change (dataset_id, asset_id, from_day, to_day) SELECT $1, asset_id, min(day), max(day) FROM source_daily WHERE dataset_id = $1 GROUP BY asset_id',
    [datasetId],
  );
}
