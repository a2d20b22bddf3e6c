import 'server-only';
import type { PoolClient } from 'pg';
import { CONFLICT_BEYOND } from '@/lib/domain/market/live-rules';
import { SUSPECT_MOVE } from '@/lib/domain/market/rules';
import { lastSaidAt } from './source-daily';

/** Sources of each fact, the preferred first. */
export interface FactOrder {
  readonly close: readonly string[];
  readonly ohlc: readonly string[];
  readonly tradedValue: readonly string[];
  readonly marketCap: readonly string[];
  readonly circulatingSupply: readonly string[];
}

/** Facts that are held against each other, by column. */
const COMPARED: Readonly<Record<Exclude<keyof FactOrder, 'ohlc'>, string>> = { close: 'close', tradedValue: 'traded_value', marketCap: 'market_cap', circulatingSupply: 'circulating_supply' };

/** Puts the order into a table for the statements below. */
async function rankSources(client: PoolClient, order: FactOrder): Promise<void> {
  const rows = Object.entries(order).flatMap(([fact, sources]) => (sources as readonly string[]).map((source, rank) => ({ fact, source, rank })));
  await client.query('INSERT INTO source_rank SELECT fact, source, rank FROM json_to_recordset($1::json) AS r(fact text, source text, rank integer)', [JSON.stringify(rows)]);
}

const VALUES = ['close', 'traded_value', 'market_cap', 'circulating_supply', 'open', 'high', 'low'] as const;

/** Facts that restatements are not told by, with the moment of their first answer. */
const BESIDE: Partial<Record<(typeof VALUES)[number], string>> = { traded_value: 'traded_value_first_at', open: 'candle_first_at', high: 'candle_first_at', low: 'candle_first_at' };

/** What a source said of a day that it then restated; nothing where its first word came with the restatement itself, which is as doubtful. */
function saidFirst(name: (typeof VALUES)[number]): string {
  const at = BESIDE[name];
  return at === undefined ? `s.${name}_first` : `CASE WHEN s.${at} < ${lastSaidAt('s')} THEN s.${name}_first END`;
}

/** A source's row as it may be used: not at all while it is withheld; where it restated a day beyond measure, as it said first. */
const USABLE = `LATERAL (
  SELECT ${VALUES.map((name) => `CASE WHEN w.fault IS NULL THEN s.${name} ELSE ${saidFirst(name)} END AS ${name}`).join(', ')}
  WHERE w.fault IS NULL OR w.fault = 'restated') AS u`;
const SAID = `JOIN source_daily AS s ON s.dataset_id = $1 AND s.asset_id = p.asset_id AND s.day = p.day
  LEFT JOIN withheld_fact AS w ON w.dataset_id = $1 AND w.asset_id = s.asset_id AND w.day = s.day AND w.source = s.source CROSS JOIN ${USABLE}`;

/**
 * Makes each pair's fact from what the sources say, by their order; a market cap that none states is close × supply. Days without a close
 * have none. A source has one row a day, so `max` only picks it: sorting the rows of each day would cost several times as much.
 */
async function mergePairs(client: PoolClient, datasetId: number, order: FactOrder): Promise<void> {
  const sources = [...new Set(Object.values(order).flat() as string[])];
  const best = (fact: keyof FactOrder, column: string): string => {
    const picked = order[fact].map((source) => `max(u.${column}) FILTER (WHERE s.source = $${sources.indexOf(source) + 2})`);
    return `coalesce(${[...picked, 'NULL::numeric'].join(', ')}) AS ${column}`;
  };
  const columns = [...Object.entries(COMPARED).map(([fact, column]) => best(fact as keyof FactOrder, column)), best('ohlc', 'open'), best('ohlc', 'high'), best('ohlc', 'low')];
  await client.query(
    `INSERT INTO merged
     SELECT asset_id, day, close, traded_value, coalesce(market_cap, trim_scale(round(close * circulating_supply, 6))), circulating_supply, open, high, low, sources
     FROM (SELECT p.asset_id, p.day, ${columns.join(', ')}, count(*) AS sources
           FROM merge_pair AS p ${SAID} WHERE true${sources.map((_, i) => ` AND $${i + 2}::text IS NOT NULL`).join('')} GROUP BY p.asset_id, p.day) AS chosen
     WHERE close IS NOT NULL`,
    [datasetId, ...sources],
  );
  await client.query('ANALYZE merged');
}

/** Replaces the conflicts of the pairs: every other source that differs from the chosen one by more than 2 %. */
async function saveConflicts(client: PoolClient, datasetId: number): Promise<number> {
  const facts = Object.entries(COMPARED).map(([fact, column]) => `('${fact}', u.${column})`);
  await client.query(
    `INSERT INTO disputed
     WITH stated AS (
       SELECT s.asset_id, s.day, f.fact, s.source, f.value, first_value(s.source) OVER best AS chosen_source, first_value(f.value) OVER best AS chosen
       FROM merged AS p ${SAID} CROSS JOIN LATERAL (VALUES ${facts.join(', ')}) AS f(fact, value) JOIN source_rank AS k ON k.fact = f.fact AND k.source = s.source
       WHERE p.sources > 1 AND f.value IS NOT NULL WINDOW best AS (PARTITION BY s.asset_id, s.day, f.fact ORDER BY k.rank))
     SELECT asset_id, day, fact, source AS other_source, chosen_source, chosen AS chosen_value, value AS other_value, abs(value / chosen - 1)::float8 AS difference
     FROM stated WHERE source <> chosen_source AND chosen > 0 AND abs(value - chosen) > ${CONFLICT_BEYOND} * chosen`,
    [datasetId],
  );
  await client.query(
    `DELETE FROM fact_conflict AS c USING merge_pair AS p WHERE c.dataset_id = $1 AND c.asset_id = p.asset_id AND c.day = p.day
     AND NOT EXISTS (SELECT 1 FROM disputed AS d WHERE d.asset_id = c.asset_id AND d.day = c.day AND d.fact = c.fact AND d.other_source = c.other_source)`,
    [datasetId],
  );
  await client.query(
    `INSERT INTO fact_conflict AS c (dataset_id, asset_id, day, fact, other_source, chosen_source, chosen_value, other_value, difference)
     SELECT $1, asset_id, day, fact, other_source, chosen_source, chosen_value, other_value, difference FROM disputed
     ON CONFLICT (dataset_id, asset_id, day, fact, other_source) DO UPDATE
     SET chosen_source = excluded.chosen_source, chosen_value = excluded.chosen_value, other_value = excluded.other_value, difference = excluded.difference
     WHERE (c.chosen_source, c.chosen_value, c.other_value) IS DISTINCT FROM (excluded.chosen_source, excluded.chosen_value, excluded.other_value)`,
    [datasetId],
  );
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::integer AS count FROM disputed');
  return rows[0]?.count ?? 0;
}

/**
 * Flags what moved beyond 3 times since the stored close before, from the first pair of an asset to the row after its last: a changed day is the
 * neighbour of the next one. Only rows whose flag differs are joined again, by their place: without fresh statistics a join by key would compare each with each.
 */
async function flagSuspects(client: PoolClient, datasetId: number): Promise<void> {
  const near = (way: string, bound: string): string => `coalesce((SELECT ${way}(n.day) FROM daily_fact AS n WHERE n.dataset_id = $1 AND n.asset_id = p.asset_id AND n.day ${bound}), '${way === 'max' ? '-' : ''}infinity')`;
  await client.query(
    `WITH span AS MATERIALIZED (
       SELECT p.asset_id, min(day) AS lo, ${near('max', '< min(p.day)')} AS before, ${near('min', '> max(p.day)')} AS after FROM merge_pair AS p GROUP BY p.asset_id),
     judged AS (
       SELECT place, coalesce(close > before * ${SUSPECT_MOVE} OR before > close * ${SUSPECT_MOVE}, false) AS suspect, stood
       FROM (SELECT f.ctid AS place, f.day, f.suspect AS stood, s.lo, f.close, lag(f.close) OVER (PARTITION BY f.asset_id ORDER BY f.day) AS before
             FROM span AS s JOIN daily_fact AS f ON f.dataset_id = $1 AND f.asset_id = s.asset_id AND f.day BETWEEN s.before AND s.after) AS stepped WHERE day >= lo)
     UPDATE daily_fact AS f SET suspect = judged.suspect FROM judged WHERE f.ctid = judged.place AND judged.suspect <> judged.stood`,
    [datasetId],
  );
}

/** From so many days on the planner must know what it joins: a market that was just filled has no statistics yet. */
const MANY = 500;

async function countPairs(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::integer AS count FROM merge_pair');
  return rows[0]?.count ?? 0;
}

const of = (table: string): string => VALUES.map((name) => `${table}.${name}`).join(', ');

/** Brings daily_fact to what the sources say now, for the pairs alone; writes only what differs. `present`: sources that have rows among them. Returns how many conflicts the pairs have. */
export async function writeMerged(client: PoolClient, datasetId: number, order: FactOrder, present: ReadonlySet<string>): Promise<number> {
  const answering = (sources: readonly string[]): string[] => sources.filter((source) => present.has(source));
  const among: FactOrder = { close: answering(order.close), ohlc: answering(order.ohlc), tradedValue: answering(order.tradedValue), marketCap: answering(order.marketCap), circulatingSupply: answering(order.circulatingSupply) };
  const many = (await countPairs(client)) > MANY;
  if (many) await client.query('ANALYZE source_daily, withheld_fact, daily_fact');
  await rankSources(client, among);
  await mergePairs(client, datasetId, among);
  await client.query(
    `DELETE FROM daily_fact AS f USING merge_pair AS p WHERE f.dataset_id = $1 AND f.asset_id = p.asset_id AND f.day = p.day
     AND NOT EXISTS (SELECT 1 FROM merged AS m WHERE m.asset_id = p.asset_id AND m.day = p.day)`,
    [datasetId],
  );
  await client.query(
    `INSERT INTO daily_fact AS f (dataset_id, asset_id, day, ${VALUES.join(', ')}, known_at)
     SELECT $1, asset_id, day, ${VALUES.join(', ')}, (day + 1)::timestamp AT TIME ZONE 'UTC' FROM merged ORDER BY asset_id COLLATE "C", day
     ON CONFLICT (dataset_id, asset_id, day) DO UPDATE SET ${VALUES.map((name) => `${name} = excluded.${name}`).join(', ')}
     WHERE (${of('f')}) IS DISTINCT FROM (${of('excluded')})`,
    [datasetId],
  );
  if (many) await client.query('ANALYZE daily_fact');
  const conflicts = await saveConflicts(client, datasetId);
  await flagSuspects(client, datasetId);
  return conflicts;
}
