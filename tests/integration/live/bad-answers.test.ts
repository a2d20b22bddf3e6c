import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '@/lib/domain/foundation/iso-day';
import { pool } from '@/lib/data/pool';
import { SourceError, type LiveProvider } from '@/lib/providers/live-port';
import { createLiveProviders } from '@/lib/providers/registry';
import { DEFAULT_SOURCE_SETTINGS } from '@/lib/schemas/sources';
import { ensureLiveDataset } from '@/lib/services/live/ensure-live-dataset';
import { mergeLive } from '@/lib/services/live/merge-live';
import { BAD_KINDS, NOTHING_TO_READ } from '@/tests/providers/corpus/bad-answers';
import { doorsOf, noonOf, TODAY, type Context, type Door, type Outcome } from '@/tests/providers/corpus/doors';
import type { FaultName } from '@/tests/support/source-stubs/faults';
import { startSources, type RunningSources } from '@/tests/support/source-stubs/start-sources';

const YESTERDAY = addDays(TODAY, -1);
/** What makes up the market, and the numbers of each row by its key. */
const FACTS: Readonly<Record<string, readonly [key: string, values: readonly string[]]>> = {
  daily_fact: ['asset_id || day', ['close', 'traded_value', 'market_cap', 'circulating_supply', 'open', 'high', 'low']],
  metric_fact: ['asset_id || metric || day', ['value']],
  market_fact: ['metric || day', ['value']],
  quote: ['asset_id', ['price', 'market_cap', 'traded_value_24h']],
  yield_pool: ['pool_id', ['base_yield', 'reward_yield', 'tvl']],
};
const KEPT = [...Object.keys(FACTS), 'dataset', 'dataset_asset', 'source_asset', 'source_daily', 'source_change', 'withheld_fact', 'fact_conflict', 'day_digest', 'refused_answer', 'news_item'];

let sources: RunningSources;
let datasetId = 0;

function providers(timeoutMs = 20_000): LiveProvider[] {
  return createLiveProviders({
    settings: { ...DEFAULT_SOURCE_SETTINGS, enabled: { coinmetrics: true }, feeds: [...sources.feeds], listing: 20 },
    urls: sources.urls,
    keys: { coingeckoKey: null, coingeckoPlan: 'demo', githubToken: 'ghp_a-token' },
    gate: { take: () => Promise.resolve(), succeeded: () => Promise.resolve(), failed: () => Promise.resolve() },
    clock: { now: () => sources.market.now() },
    requests: { firstWaitMs: 1, attempts: 1, timeoutMs },
  });
}

const contextOf = (day: typeof TODAY, back: number): Context => ({ datasetId, at: noonOf(day), day: addDays(day, -1), back });

/** Asks everything while all is well; `after` sees what each answer was. */
async function openAll(day: typeof TODAY, back: number, after: (door: Door, rows: readonly unknown[]) => Promise<void> = () => Promise.resolve()): Promise<void> {
  sources.setNow(noonOf(day));
  const made = providers();
  for (const door of doorsOf(made)) {
    const { rows } = await door.open(made.find(({ source }) => source === door.source) as LiveProvider, contextOf(day, back));
    await mergeLive(datasetId);
    await after(door, rows);
  }
}

/** The numbers of the market: table and key → values, NaN where unknown. */
async function numbers(): Promise<Map<string, number[]>> {
  const all = new Map<string, number[]>();
  for (const [table, [key, values]] of Object.entries(FACTS)) {
    const { rows } = await pool.query<{ key: string; numbers: (number | null)[] }>(`SELECT ${key} AS key, ARRAY[${values.map((value) => `${value}::float8`).join(', ')}] AS numbers FROM ${table}`);
    for (const row of rows) all.set(`${table} ${row.key}`, row.numbers.map((value) => value ?? NaN));
  }
  return all;
}

/** The last transaction after which everything stood as it was kept: whatever row a later one wrote is another's. */
let keptAt = 0;

/** Does it in one transaction, after which all is as it was kept. */
async function keepBy(sql: readonly string[]): Promise<void> {
  await pool.query(sql.join('; '));
  const { rows } = await pool.query<{ at: string }>('SELECT txid_current() % 4294967296 AS at');
  keptAt = Number(rows[0]?.at);
}

const keep = (): Promise<void> => keepBy(KEPT.map((table) => `CREATE TABLE kept_${table} AS SELECT * FROM ${table}`));
/** Takes back what changed only: writing everything anew takes ten times as long. */
const restore = (): Promise<void> =>
  keepBy(
    KEPT.flatMap((table) => [
      `DELETE FROM ${table} WHERE xmin::text::bigint > ${keptAt}`,
      `INSERT INTO ${table} SELECT * FROM kept_${table} WHERE (SELECT count(*) FROM ${table}) < (SELECT count(*) FROM kept_${table}) ON CONFLICT DO NOTHING`,
    ]),
  );

async function reasons(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT (SELECT coalesce(sum(count), 0) FROM refused_answer)::integer + (SELECT count(*) FROM withheld_fact)::integer AS count');
  return rows[0]?.count ?? 0;
}

/** What may stand in the market: what stood before, and what any of the sources says while all is well. */
const truths = new Map<string, number[][]>();
let labels = '';
const usual = new Map<string, string>();

async function noteTruths(): Promise<void> {
  for (const [key, values] of await numbers()) {
    const known = truths.get(key) ?? [];
    if (!known.some((other) => other.join() === values.join())) truths.set(key, [...known, values]);
  }
}

const labelsNow = async (): Promise<string> => JSON.stringify((await pool.query('SELECT asset_id, symbol, name, kind FROM dataset_asset ORDER BY asset_id')).rows);

beforeAll(async () => {
  sources = await startSources({ assets: 40, today: TODAY });
  datasetId = await ensureLiveDataset();
  await openAll(YESTERDAY, 40);
  await noteTruths();
  await keep();
  await openAll(TODAY, 5, async (door, rows) => {
    usual.set(door.name, JSON.stringify(rows));
    await noteTruths();
    // Each door is opened on the same market: what one source says is not hidden by another.
    await restore();
  });
  labels = await labelsNow();
}, 600_000);

afterAll(() => sources.stop());

const near = (value: number, other: number | undefined): boolean => Number.isNaN(value) || (other !== undefined && Math.abs(value - other) <= 0.02 * Math.abs(other));

/** Numbers of the market that nobody says while all is well. */
async function lies(): Promise<string[]> {
  const found: string[] = [];
  for (const [key, values] of await numbers()) {
    const known = truths.get(key) ?? [];
    if (!values.every((value, i) => Number.isNaN(value) || known.some((other) => near(value, other[i])))) found.push(`${key}: ${values.join(', ')} instead of ${known.map((other) => other.join(', ')).join(' or ')}`);
  }
  return found;
}

interface Verdict {
  readonly name: string;
  /** Whether the fault changed anything that is read. */
  readonly met: boolean;
  readonly wrong: string | null;
}

async function ask(door: Door, fault: FaultName): Promise<Outcome | SourceError> {
  const made = providers(fault === 'hang' || fault === 'stall' ? 250 : 20_000);
  const end = sources.inject({ fault, source: door.source });
  try {
    return await door.open(made.find(({ source }) => source === door.source) as LiveProvider, contextOf(TODAY, 5));
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  } finally {
    end();
  }
}

async function judge(kind: string, door: Door, fault: FaultName): Promise<Verdict> {
  const name = `${kind} (${fault}): ${door.name}`;
  const told = await reasons();
  const outcome = await ask(door, fault);
  if (outcome instanceof SourceError) return { name, met: true, wrong: outcome.message === '' ? 'an error without words' : null };
  const met = outcome.refused > 0 || JSON.stringify(outcome.rows) !== usual.get(door.name);
  await mergeLive(datasetId);
  const [lie] = await lies();
  const silent = (await reasons()) <= told && JSON.stringify(outcome.rows) !== usual.get(door.name);
  const renamed = (await labelsNow()) !== labels && fault === 'duplicate-symbols';
  await restore();
  if (NOTHING_TO_READ.has(fault) && outcome.rows.length > 0) return { name, met, wrong: 'read something from nothing' };
  return { name, met, wrong: lie ?? (silent ? 'nothing was refused' : renamed ? 'assets took a name that is not theirs' : null) };
}

it('refuses or withholds every bad answer with a reason, and lets none into the market', { timeout: 1_800_000 }, async () => {
  const doors = doorsOf(providers());
  const verdicts: Verdict[] = [];
  for (const [kind, { faults, doors: which }] of Object.entries(BAD_KINDS)) for (const fault of faults) for (const door of doors.filter(({ name }) => which?.test(name) ?? true)) verdicts.push(await judge(kind, door, fault));
  const met = verdicts.filter((verdict) => verdict.met);
  expect(met.filter(({ wrong }) => wrong !== null).map(({ name, wrong }) => `${name}: ${wrong}`)).toEqual([]);
  expect(met.length).toBeGreaterThanOrEqual(500);
});
