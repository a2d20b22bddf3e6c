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

/** Columns that the same answer states together, with the moment of that answer. */
const FACTS: readonly { readonly columns: readonly string[]; readonly at: string }[] = [
  { columns: ['close'], at: 'close_at' },
  { columns: ['traded_value'], at: 'traded_value_at' },
  { columns: ['market_cap'], at: 'market_cap_at' },
  { columns: ['circulating_supply'], at: 'circulating_supply_at' },
  { columns: ['open', 'high', 'low'], at: 'candle_at' },
];
/** Of these the first answer is kept, too. */
const FIRST_KEPT = ['close', 'market_cap', 'circulating_supply'];
const COLUMNS = FACTS.flatMap(({ columns }) => columns);

/** A newer answer stands; of two of one moment the larger value, so that the order of storing decides nothing. */
function isNewer({ columns, at }: (typeof FACTS)[number]): string {
  return `(excluded.${at} IS NOT NULL AND (t.${at} IS NULL OR (excluded.${at}, ${columns.map((name) => `excluded.${name}`).join(', ')}) > (t.${at}, ${columns.map((name) => `t.${name}`).join(', ')})))`;
}

/** The other end: the oldest answer, of one moment the smaller value. */
const isEarlier = (name: string): string => `(excluded.${name} IS NOT NULL AND (t.${name}_first_at IS NULL OR (excluded.${name}_first_at, excluded.${name}_first) < (t.${name}_first_at, t.${name}_first)))`;

const ASSIGNED = [
  ...FACTS.flatMap((fact) => [...fact.columns, fact.at].map((name) => `${name} = CASE WHEN ${isNewer(fact)} THEN excluded.${name} ELSE t.${name} END`)),
  ...FIRST_KEPT.flatMap((name) => [`${name}_first`, `${name}_first_at`].map((part) => `${part} = CASE WHEN ${isEarlier(name)} THEN excluded.${part} ELSE t.${part} END`)),
];
const FIRSTS = FIRST_KEPT.flatMap((name) => [`${name}_first`, `${name}_first_at`]);

/** Values are trimmed of trailing zeros: 1.0 and 1 are the same fact in the same bytes. */
const STORE = `WITH stored AS (
    INSERT INTO source_daily AS t (dataset_id, source, asset_id, day, ${COLUMNS.join(', ')}, known_at, ${[...FACTS.map(({ at }) => at), ...FIRSTS].join(', ')})
    SELECT $1, $2, r.asset_id, r.day, ${COLUMNS.map((name) => `trim_scale(r.${name})`).join(', ')}, (r.day + 1)::timestamp AT TIME ZONE 'UTC',
      ${[...FACTS.map(({ columns }) => `CASE WHEN r.${columns[0]} IS NOT NULL THEN $3::timestamptz END`), ...FIRST_KEPT.flatMap((name) => [`trim_scale(r.${name})`, `CASE WHEN r.${name} IS NOT NULL THEN $3::timestamptz END`])].join(', ')}
    FROM unnest($4::text[], $5::date[], ${COLUMNS.map((_, i) => `$${i + 6}::numeric[]`).join(', ')}) AS r(asset_id, day, ${COLUMNS.join(', ')})
    ORDER BY r.asset_id COLLATE "C", r.day
    ON CONFLICT (dataset_id, asset_id, day, source) DO UPDATE SET ${ASSIGNED.join(', ')} WHERE ${[...FACTS.map(isNewer), ...FIRST_KEPT.map(isEarlier)].join(' OR ')}
    RETURNING asset_id, day)
  INSERT INTO source_change (dataset_id, asset_id, from_day, to_day) SELECT $1, asset_id, min(day), max(day) FROM stored GROUP BY asset_id ORDER BY asset_id COLLATE "C"`;

const order = (a: SourceDailyRow, b: SourceDailyRow): number => (a.assetId < b.assetId ? -1 : a.assetId > b.assetId ? 1 : a.day < b.day ? -1 : 1);

/** Stores what one source said at one moment, and notes which days changed. No two rows may be of one asset and day. */
export async function saveSourceDaily(client: PoolClient, datasetId: number, source: string, rows: readonly SourceDailyRow[], at: Date): Promise<void> {
  const sorted = [...rows].sort(order);
  const moment = new Date(Math.floor(at.getTime() / 1000) * 1000);
  for (let from = 0; from < sorted.length; from += CHUNK) {
    const part = sorted.slice(from, from + CHUNK);
    const column = (name: keyof SourceDailyRow): (string | null)[] => part.map((one) => one[name]);
    await client.query(STORE, [
      datasetId, source, moment, column('assetId'), column('day'),
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
