import { afterAll, beforeAll, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { createLiveProviders } from '@/lib/providers/registry';
import { parseSourceSettings } from '@/lib/schemas/sources';
import { runBackfill, type BackfillRun } from '@/lib/services/live/backfill';
import { refreshCategories } from '@/lib/services/live/categories';
import { catchUp } from '@/lib/services/live/daily-closes';
import { ensureLiveDataset } from '@/lib/services/live/ensure-live-dataset';
import { firstStart } from '@/lib/services/live/first-start';
import { listingSource, type Live } from '@/lib/services/live/live';
import { liveStore } from '@/lib/services/live/live-store';
import { refreshOnChain, refreshQuotes, refreshUniverse } from '@/lib/services/live/refresh';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { BAD_KINDS, NOTHING_TO_READ } from '@/tests/providers/corpus/bad-answers';
import type { FaultName } from '@/tests/support/source-stubs/faults';
import { startSources, type RunningSources } from '@/tests/support/source-stubs/start-sources';

const ASSETS = 24;
const TODAY = isoDay('2026-06-15');
/** Two years are every window of a feature, and a year before it: what is older is only fetched and judged anew with each fault. */
const SINCE = '2024-06-15';
/** The last day that is graded while all is well. */
const LAST = '2026-06-14';

let sources: RunningSources;
let now = new Date(`${TODAY}T12:00:00Z`);
const clock = { now: () => now };
const settings = parseSourceSettings({ listing: ASSETS, exchanges: ['kraken'] });
const over = new AbortController().signal;

async function open(): Promise<Live> {
  const keys = { coingeckoKey: null, coingeckoPlan: 'demo', githubToken: null } as const;
  const gate = { take: () => Promise.resolve(), succeeded: () => Promise.resolve(), failed: () => Promise.resolve() };
  const providers = createLiveProviders({ settings, urls: sources.urls, keys, gate, clock, requests: { firstWaitMs: 1, attempts: 1 } });
  return { datasetId: await ensureLiveDataset(), providers, settings, store: liveStore, clock };
}

/** Grades of the days up to `day`, as one text. */
async function grades(day: string): Promise<{ graded: number; rows: string }> {
  const { rows } = await pool.query<{ graded: number; rows: string }>(
    `SELECT count(*) FILTER (WHERE investor_grade IS NOT NULL)::integer AS graded, string_agg((asset_id, day, investor_grade, trader_grade, rating, lens_grades)::text, E'\n' ORDER BY day, asset_id) AS rows FROM grade_row WHERE day <= $1`,
    [day],
  );
  return rows[0] ?? { graded: 0, rows: '' };
}

/** Asks everything that a day of work asks, and every history once more. */
async function askAll(live: Live): Promise<void> {
  await pool.query(`UPDATE backfill_task SET state = 'waiting', attempts = 0, not_before = '-infinity'`);
  for (const ask of [catchUp, refreshUniverse, refreshQuotes, refreshOnChain]) await ask(live).catch(() => undefined);
  await runBackfill({ ...live, clock: { now: () => new Date() } }, { session: holds(), over });
  await live.store.merge(live.datasetId);
}

/** Each task is held once, as a worker's session would hold it. */
function holds(): BackfillRun['session'] {
  const held = new Set<string>();
  return { take: (lane) => Promise.resolve(!held.has(lane) && held.add(lane).size > 0), leave: () => Promise.resolve() };
}

beforeAll(async () => {
  sources = await startSources({ assets: ASSETS, seed: 5, today: TODAY, since: SINCE });
  const live = await open();
  const provider = listingSource(live.providers);
  if (!provider) throw new Error('nothing lists');
  await firstStart(live, provider, () => undefined);
  await refreshCategories(live);
  await askAll(live);
  await computeScores(live.datasetId);
  expect((await grades(LAST)).graded).toBeGreaterThan(ASSETS);
}, 600_000);
afterAll(() => sources.stop());

/** From one source at a time: where all say the same, it is so. */
const OF_ONE_SOURCE: readonly FaultName[] = ['times-100', 'redenomination', 'supply-explosion'];
const SPOILT = Object.entries(BAD_KINDS).flatMap(([kind, { faults }]) => faults.filter((fault) => !NOTHING_TO_READ.has(fault)).map((fault): [string, FaultName] => [kind, fault]));

it.each(SPOILT)('no grade of a day that was graded changes with %s (%s)', { timeout: 300_000 }, async (_, fault) => {
  const before = await grades(LAST);
  // A day of its own, so that there is something to ask.
  now = new Date(`${addDays(TODAY, 1 + SPOILT.findIndex(([, name]) => name === fault))}T12:00:00Z`);
  sources.setNow(now);
  for (const rule of OF_ONE_SOURCE.includes(fault) ? (['coingecko', 'defillama'] as const).map((source) => ({ fault, source })) : [{ fault }]) {
    const end = sources.inject(rule);
    const live = await open();
    await askAll(live);
    end();
    await computeScores(live.datasetId);
    expect(await grades(LAST)).toEqual(before);
  }
});
