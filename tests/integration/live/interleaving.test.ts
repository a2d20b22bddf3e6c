import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import type { DailyRow, NetworkSource } from '@/lib/providers/live-port';
import { mergeLive } from '@/lib/services/live/merge-live';
import { storeDaily } from '@/lib/services/live/store-daily';
import { storeListing } from '@/lib/services/live/store-listing';
import { storeMetrics, storeSeries } from '@/lib/services/live/store-metrics';
import { storeQuotes } from '@/lib/services/live/store-quotes';
import { answer, daily, day, later, listed, quote } from './live-fixture';

const ASSETS = ['alpha', 'beta_coin'] as const;
const SOURCES: readonly NetworkSource[] = ['coingecko', 'defillama', 'exchange:kraken'];

/** One answer of a source at a moment. Moments repeat, so that two workers may have two answers of one second. */
type Step =
  | { readonly kind: 'daily'; readonly source: number; readonly asset: number; readonly at: number; readonly rows: readonly { day: number; close: string | null; supply: string | null; cap: string | null }[] }
  | { readonly kind: 'listing'; readonly at: number; readonly name: string; readonly asset: number; readonly sector: string | null }
  | { readonly kind: 'metric'; readonly at: number; readonly asset: number; readonly day: number; readonly value: string }
  | { readonly kind: 'quote'; readonly at: number; readonly asset: number; readonly price: string; readonly seen: number };

const at = fc.constantFrom(1, 2, 86_401, 172_802);
const asset = fc.integer({ min: 0, max: ASSETS.length - 1 });
const row = fc.record({
  day: fc.integer({ min: 0, max: 7 }),
  close: fc.constantFrom('1', '1.0', '1.01', '1.05', '150', '149', '0.2', '-1', null),
  supply: fc.constantFrom('1500', '10', '1000000', null, null),
  cap: fc.constantFrom('1500', '1490', '0', null, null),
});
/** A quote is for display and judged on arrival, so that its prices here are off no close. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('daily' as const), source: fc.integer({ min: 0, max: 2 }), asset, at, rows: fc.array(row, { minLength: 1, maxLength: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('listing' as const), at, name: fc.constantFrom('Alpha', 'Alpha 2', 'Omega'), asset, sector: fc.constantFrom('defi', 'layer-1', null) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('metric' as const), at, asset, day: fc.integer({ min: 0, max: 7 }), value: fc.constantFrom('1', '2.0', '2', '-1') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('quote' as const), at, asset, price: fc.constantFrom('5', '6'), seen: fc.integer({ min: 0, max: 2 }) }) },
);
const schedule = fc.record({
  first: fc.array(step, { minLength: 1, maxLength: 4 }),
  second: fc.array(step, { minLength: 1, maxLength: 4 }),
  /** Who does the next step, and whether that worker merges after it. */
  turns: fc.array(fc.record({ second: fc.boolean(), merges: fc.constantFrom(true, false, false) }), { minLength: 8, maxLength: 8 }),
});

let runs = 0;

interface Run {
  readonly datasetId: number;
  readonly prefix: string;
}

/** A market of its own: every run names its assets differently, so that none sees another's. */
async function newRun(): Promise<Run> {
  const prefix = `run${(runs += 1)}q`;
  const { rows } = await pool.query<{ id: number }>('INSERT INTO dataset (name, simulated) VALUES ($1, false) RETURNING id', [prefix]);
  const run = { datasetId: rows[0]?.id ?? 0, prefix };
  const pairs = ASSETS.map((name) => ({ source: 'exchange:kraken', id: nameOf(run, name) }));
  await storeListing(run, 'coingecko', { ...answer(ASSETS.map((name) => listed(nameOf(run, name), 'A'))), quotes: [] }, later(0));
  await pool.query('INSERT INTO source_asset (source, external_id, asset_id, symbol, name, first_seen, last_seen) SELECT source, id, (SELECT asset_id FROM source_asset AS s WHERE s.external_id = r.id), $2, $2, $3, $3 FROM json_to_recordset($1) AS r(source text, id text)', [JSON.stringify(pairs), 'A', later(0)]);
  return run;
}

const nameOf = ({ prefix }: Run, name: string): string => `${prefix}-${name}`;

async function take(run: Run, one: Step): Promise<void> {
  const externalId = nameOf(run, ASSETS[one.asset] as string);
  const moment = later(one.at);
  if (one.kind === 'listing') await storeListing(run, 'coingecko', { ...answer([listed(externalId, 'A', { name: one.name, sectors: one.sector === null ? [] : [one.sector] })]), quotes: [] }, moment);
  else if (one.kind === 'metric') {
    await storeMetrics(run, 'coingecko', answer([{ externalId, metric: 'AdrActCnt', day: day(one.day), value: one.value }]), moment);
    await storeSeries(run, 'alternative-me', answer([{ metric: 'fearGreed', day: day(one.day), value: one.value }]), moment);
  } else if (one.kind === 'quote') await storeQuotes(run, 'coingecko', answer([quote(externalId, one.price, later(one.seen - 60))]), moment);
  else {
    const rows = one.rows.map((given): DailyRow => daily(externalId, given.day, given.close, { circulatingSupply: given.supply, marketCap: given.cap }));
    await storeDaily(run, SOURCES[one.source] as NetworkSource, answer(rows), moment);
  }
}

/** The stored market of a run in words that do not name the run. */
async function marketOf({ datasetId, prefix }: Run): Promise<Record<string, string[]>> {
  const tables: Record<string, string> = {
    dataset: `SELECT first_day, last_day, asset_count FROM dataset WHERE id = $1`,
    source_asset: `SELECT * FROM source_asset WHERE external_id LIKE '${prefix}-%' AND $1 > 0`,
    digests: `SELECT day FROM day_digest WHERE dataset_id = $1`,
    changes: `SELECT day FROM source_change, LATERAL (SELECT from_day AS day) AS d WHERE dataset_id = $1`,
  };
  for (const table of ['dataset_asset', 'source_daily', 'daily_fact', 'fact_conflict', 'withheld_fact', 'metric_fact', 'market_fact', 'quote']) tables[table] = `SELECT * FROM ${table} WHERE dataset_id = $1`;
  const texts: Record<string, string[]> = {};
  for (const [table, query] of Object.entries(tables)) {
    const { rows } = await pool.query<{ line: string }>(`SELECT (to_jsonb(r) - 'dataset_id')::text AS line FROM (${query}) AS r`, [datasetId]);
    texts[table] = rows.map(({ line }) => line.replaceAll(prefix, 'run').replace(/beta-coin-[0-9a-z]{7}/g, 'beta-coin')).sort();
  }
  return texts;
}

/** Digests and hash follow from the facts alone: told by making them once more from nothing. */
async function digestsAgree({ datasetId }: Run): Promise<boolean> {
  const { rows } = await pool.query<{ agree: boolean }>(
    `WITH hashed AS (
       SELECT day, sha256(record_send(ROW('daily'::text, asset_id, day, trim_scale(close), trim_scale(traded_value), trim_scale(market_cap), trim_scale(circulating_supply), trim_scale(open), trim_scale(high), trim_scale(low)))) AS h FROM daily_fact WHERE dataset_id = $1
       UNION ALL SELECT day, sha256(record_send(ROW('value'::text, asset_id, metric, day, trim_scale(value)))) FROM metric_fact WHERE dataset_id = $1
       UNION ALL SELECT day, sha256(record_send(ROW('value'::text, ''::text, metric, day, trim_scale(value)))) FROM market_fact WHERE dataset_id = $1),
     made AS (SELECT day, string_agg(lpad(to_hex(x), 16, '0'), '' ORDER BY part) AS digest FROM (
       SELECT day, part, bit_xor(('x' || encode(substring(h FROM part FOR 8), 'hex'))::bit(64)::bigint) AS x FROM hashed, (VALUES (1), (9)) AS p(part) GROUP BY day, part) AS halves GROUP BY day)
     SELECT count(*) = 0 AS agree FROM made FULL JOIN (SELECT * FROM day_digest WHERE dataset_id = $1) AS d USING (day) WHERE coalesce(made.digest, repeat('0', 32)) IS DISTINCT FROM d.digest`,
    [datasetId],
  );
  return rows[0]?.agree === true;
}

async function alone(steps: readonly Step[]): Promise<Record<string, string[]>> {
  const run = await newRun();
  for (const one of steps) await take(run, one);
  await mergeLive(run.datasetId);
  expect(await digestsAgree(run)).toBe(true);
  return marketOf(run);
}

it('makes of any interleaving of two workers the market that one would have made', { timeout: 900_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async ({ first, second, turns }) => {
      const run = await newRun();
      const left: [Step[], Step[]] = [[...first], [...second]];
      for (const turn of turns) {
        const [own, other] = turn.second ? [left[1], left[0]] : left;
        const next = own.shift() ?? other.shift();
        if (next) await take(run, next);
        if (turn.merges) await mergeLive(run.datasetId);
      }
      await mergeLive(run.datasetId);
      expect(await digestsAgree(run)).toBe(true);
      expect(await marketOf(run)).toEqual(await alone([...first, ...second]));
    }),
    { numRuns: 200, seed: 20_261_121 },
  );
});

it('does so when both really work at the same time, on the same and on other answers', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
      const run = await newRun();
      const worker = async (mine: readonly Step[]): Promise<void> => {
        for (const one of mine) {
          await take(run, one);
          await mergeLive(run.datasetId);
        }
      };
      const half = Math.ceil(steps.length * 0.7);
      await Promise.all([worker(steps.slice(0, half)), worker(steps.slice(-half).reverse())]);
      await mergeLive(run.datasetId);
      expect(await digestsAgree(run)).toBe(true);
      expect(await marketOf(run)).toEqual(await alone(steps));
    }),
    { numRuns: 15, seed: 7 },
  );
});
