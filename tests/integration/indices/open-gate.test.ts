import { beforeAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { computeIndices } from '@/lib/services/indices/compute-indices';
import { readIndex, readIndexRebalances } from '@/lib/services/indices/read-indices';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { describeMarket } from '../../support/large-market/store';
import { gatesOf, storeForecast } from '../../support/stored-forecast';

/** The one index that selects by forecast: 25 of the ranks from 101 on, on each last day of a month. */
const SLUG = 'small-cap-growth';
const CLOSED = 'By trader grade: the gate of the forecast was closed (Rule 3.5).';
const OPEN = 'By forecast: its gate was open (Rule 3.5).';
const ASSETS = 165;
const [FIRST, DAYS] = ['2024-01-01', 158];
/** Determined on the last day of each month, bought on the next. */
const BOUGHT = ['2024-04-01', '2024-05-01', '2024-06-01'];

let datasetId = 0;

interface Row {
  readonly table: string;
  readonly slug: string;
  readonly day: string | null;
  readonly row: string;
}

/** Every stored byte but the moment of computing. */
async function stored(): Promise<Row[]> {
  const of = async (table: string, day: string, order: string): Promise<Row[]> =>
    (await pool.query<Row>(`SELECT '${table}' AS table, slug, ${day} AS day, (to_jsonb(t) - 'computed_at')::text AS row FROM ${table} AS t WHERE dataset_id = $1 ORDER BY ${order}`, [datasetId])).rows;
  return [...(await of('index_level', 'day::text', 'slug, day')), ...(await of('index_event', 'day::text', 'slug, day, kind')), ...(await of('index_state', 'NULL', 'slug'))];
}

/** A hundred and some tokens that trade well, each of its own cap and its own wandering price. */
async function makeMarket(): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(`INSERT INTO dataset (name, simulated, live, active) VALUES ('many', false, true, true) RETURNING id`);
  datasetId = rows[0]?.id ?? 0;
  const ids = `(SELECT i, CASE i WHEN 0 THEN 'bitcoin' ELSE 'token-' || lpad(i::text, 3, '0') END AS id FROM generate_series(0, ${ASSETS - 1}) AS i) AS a`;
  await pool.query(`INSERT INTO asset (id) SELECT id FROM ${ids}`);
  await pool.query(`INSERT INTO dataset_asset (dataset_id, asset_id, symbol, name, kind, sectors) SELECT $1, id, upper(id), id, 'coin', '{layer-1}' FROM ${ids}`, [datasetId]);
  await pool.query(
    `INSERT INTO daily_fact (dataset_id, asset_id, day, close, traded_value, market_cap, known_at)
     SELECT $1, id, $2::date + n, round(exp(sum(0.06 * ((abs(sin(i * 12.9898 + n * 78.233)) * 43758.5453)::numeric % 1 - 0.5)::float8) OVER (PARTITION BY i ORDER BY n))::numeric, 9), 2e8 + 1e5 * i + 1e6 * (n % 7), (${ASSETS} + 20 - i) * 1e9, now()
     FROM ${ids} CROSS JOIN generate_series(0, ${DAYS - 1}) AS n`,
    [datasetId, FIRST],
  );
  await describeMarket(pool, datasetId, FIRST);
}

/** Tokens beyond rank 100 by trader grade, the worst first. */
async function worstFirst(day: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(`SELECT asset_id AS id FROM grade_row WHERE dataset_id = $1 AND day = $2 AND asset_id > 'token-099' ORDER BY trader_grade, asset_id`, [datasetId, day]);
  return rows.map(({ id }) => id);
}

const setGates = (months: Readonly<Record<string, boolean>>) => pool.query('UPDATE forecast_run SET gate_history = $2 WHERE dataset_id = $1', [datasetId, JSON.stringify(gatesOf(months))]);
const notesOf = async () => ((await readIndexRebalances(SLUG)) ?? []).map(({ day, notes }) => [day, notes[0]] as const).sort();

let before: Row[];
beforeAll(async () => {
  await makeMarket();
  await computeScores(datasetId);
  await computeIndices(datasetId);
  before = await stored();
});

describe('an index that selects by forecast', () => {
  it('goes by trader grade while nothing was trained, and says so on every rebalance', async () => {
    expect(await notesOf()).toEqual(BOUGHT.map((day) => [day, CLOSED]));
    expect((await readIndex(SLUG))?.holdings).toHaveLength(25);
  });

  it('goes by forecast from the month on in which the gate is open, and nothing else changes', async () => {
    const chosen = (await worstFirst('2024-05-31')).slice(0, 25);
    // Against the trader grade, on a day with an open gate and on one before it, which may not be looked at.
    const rows = await Promise.all(['2024-04-30', '2024-05-31'].map(async (day) => (await worstFirst(day)).map((id, i) => ({ id, day, percentile: 99 - i }))));
    await storeForecast(datasetId, { trainedTo: '2024-06-05', gates: gatesOf({ '2024-04': false, '2024-05': true, '2024-06': false }), rows: rows.flat() });
    expect(await computeIndices(datasetId)).toMatchObject({ unchanged: false });
    const after = await stored();
    expect(await notesOf()).toEqual([[BOUGHT[0], CLOSED], [BOUGHT[1], CLOSED], [BOUGHT[2], OPEN]]);
    const holdings = (await readIndex(SLUG))?.holdings.map(({ id }) => id) ?? [];
    expect(holdings.sort()).toEqual([...chosen].sort());
    expect((await readIndex(SLUG))?.notes).toContain(OPEN);
    // Levels and events before the first purchase by forecast, and all other indices, stay byte for byte, hashes included.
    const untouched = ({ slug, day }: Row) => slug !== SLUG || (day !== null && day < (BOUGHT[2] ?? ''));
    expect(after.filter(untouched)).toEqual(before.filter(untouched));
    expect(before.filter((row) => !untouched(row)).some(({ table }) => table === 'index_event')).toBe(true);
    const hashes = (rows: readonly Row[]) => rows.filter((row) => row.slug === SLUG && row.table !== 'index_level' && !untouched(row)).map(({ row }) => (JSON.parse(row) as { input_hash: string }).input_hash);
    expect(hashes(after)).toHaveLength(2);
    expect(hashes(after).filter((hash) => hashes(before).includes(hash))).toEqual([]);
    expect(await computeIndices(datasetId)).toMatchObject({ unchanged: true });
  });

  it('goes by trader grade again where the gate is closed, to the bytes that it had', async () => {
    await setGates({ '2024-04': false, '2024-05': false, '2024-06': false });
    expect(await computeIndices(datasetId)).toMatchObject({ unchanged: false });
    expect(await notesOf()).toEqual(BOUGHT.map((day) => [day, CLOSED]));
    expect(await stored()).toEqual(before);
  });
});
