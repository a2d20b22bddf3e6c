import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayNumber, isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { SourceError, type LiveProvider, type Taken } from '@/lib/providers/live-port';
import { createLiveProviders } from '@/lib/providers/registry';
import { parseSourceSettings } from '@/lib/schemas/sources';
import { BREAKS } from '@/tests/support/source-stubs/faults';
import { SPOILS, type SpoilName } from '@/tests/support/source-stubs/spoil';
import { startSources, type RunningSources } from '@/tests/support/source-stubs/start-sources';

const DAY = isoDay('2026-06-14');
const SPAN = { from: isoDay('2026-06-01'), to: DAY };
const IDS = ['bitcoin', 'ethereum', 'ripple'];
/** Plausible by themselves: who compares them with what was before finds them. */
const NOT_TO_BE_SEEN_HERE: readonly SpoilName[] = ['times-100', 'redenomination', 'supply-explosion'];

let sources: RunningSources;
let gecko: Required<LiveProvider>;
let llama: Required<LiveProvider>;

beforeAll(async () => {
  sources = await startSources({ assets: 120, today: '2026-06-15' });
  const made = createLiveProviders({
    settings: parseSourceSettings({}),
    urls: sources.urls,
    keys: { coingeckoKey: null, coingeckoPlan: 'demo', githubToken: null },
    gate: { take: () => Promise.resolve(), succeeded: () => Promise.resolve(), failed: () => Promise.resolve() },
    clock: { now: () => sources.market.now() },
    requests: { firstWaitMs: 1, timeoutMs: 5_000, attempts: 1 },
  });
  const named = (source: string) => made.find((provider) => provider.source === source) as Required<LiveProvider>;
  [gecko, llama] = [named('coingecko'), named('defillama')];
});
afterEach(() => sources.heal());
afterAll(() => sources.stop());

const QUESTIONS: readonly (readonly [string, () => Promise<Taken<unknown>>])[] = [
  ['prices of CoinGecko', () => gecko.quotes(IDS)],
  ['the day before of CoinGecko', () => gecko.closes(IDS, DAY)],
  ['a history of CoinGecko', () => gecko.history('bitcoin', SPAN)],
  ['prices of DefiLlama', () => llama.quotes(IDS)],
  ['closes of DefiLlama', () => llama.closes(IDS, DAY)],
  ['a history of DefiLlama', () => llama.history('bitcoin', SPAN)],
  ['a day of DefiLlama', () => llama.dayMetrics(DAY)],
  ['metrics of DefiLlama', () => llama.metrics('aave', SPAN)],
  ['yields of DefiLlama', () => llama.yields()],
];

/** What may be true for one question and not for another: a day may have no fees, fees are told by name alone, a symbol is a label. */
const MAY_BE: Readonly<Record<string, SpoilName>> = { 'metrics of DefiLlama': 'zero', 'a day of DefiLlama': 'duplicate-symbols', 'yields of DefiLlama': 'duplicate-symbols' };

/** A page is words, and fewer words are no lie. */
const PAGE = ['a page of CoinGecko', () => gecko.describe('bitcoin')] as const;

const text = (row: unknown): string => JSON.stringify(row);

const truths = new Map<string, ReadonlySet<string>>();

/** What a question is answered with when all is well, asked once. */
async function truthOf(name: string, ask: () => Promise<Taken<unknown>>): Promise<ReadonlySet<string>> {
  const known = truths.get(name) ?? new Set((await ask()).rows.map(text));
  truths.set(name, known);
  return known;
}

describe('a market as CoinGecko and DefiLlama tell it', () => {
  it('has each close on the day it ended, whatever the source stamps it with', async () => {
    const asset = sources.market.asset('bitcoin');
    const truth = (day: IsoDay) => (asset ? sources.market.day(asset, dayNumber(day))?.close : undefined) ?? Number.NaN;
    const told = await gecko.history('bitcoin', SPAN);
    expect([told.rows.length, told.rows[0]?.day, told.refused]).toEqual([14, SPAN.from, []]);
    for (const { day, close } of told.rows) expect(Number(close) / truth(day)).toBeCloseTo(1, 9);
    for (const { day, close } of (await llama.history('bitcoin', { from: addDays(DAY, -500), to: DAY })).rows) expect(Number(close) / truth(day)).toBeCloseTo(1, 3);
    const [close] = (await llama.closes(['bitcoin'], DAY)).rows;
    expect(Number(close?.close) / truth(DAY)).toBeCloseTo(1, 3);
  });

  it('answers every question when all is well', async () => {
    for (const [name, ask] of [...QUESTIONS, PAGE]) {
      const { rows, refused } = await ask();
      expect([name, rows.length > 0, refused]).toEqual([name, true, []]);
    }
  });

  it.each(SPOILS.filter((spoil) => !NOT_TO_BE_SEEN_HERE.includes(spoil)))('gives nothing but the truth when numbers come %s, and names what it did not take', async (fault) => {
    for (const [name, ask] of QUESTIONS.filter(([question]) => MAY_BE[question] !== fault)) {
      const healthy = await truthOf(name, ask);
      const end = sources.inject({ fault });
      const answer = await ask().catch((error: unknown) => error);
      end();
      if (answer instanceof SourceError) continue;
      const { rows, refused } = answer as Taken<unknown>;
      expect([name, rows.filter((row) => !healthy.has(text(row)))]).toEqual([name, []]);
      expect(refused.every(({ reason }) => reason !== '')).toBe(true);
    }
  }, 30_000);

  it.each(BREAKS.filter((fault) => fault !== 'too-large'))('throws a named error when an answer is broken: %s', async (fault) => {
    sources.inject({ fault });
    const errors = await Promise.all([...QUESTIONS, PAGE].map(([, ask]) => ask().then(() => null, (error: unknown) => error)));
    for (const error of errors) expect(error).toBeInstanceOf(SourceError);
    for (const error of errors) expect((error as SourceError).message).not.toBe('');
  }, 30_000);
});
