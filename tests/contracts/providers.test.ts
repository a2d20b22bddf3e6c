import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLiveProviders } from '@/lib/providers/registry';
import { closedGate } from '@/lib/providers/http/gate';
import { SourceError, type DailyRow, type LiveProvider, type SourceErrorKind } from '@/lib/providers/live-port';
import { allSources, DEFAULT_SOURCE_SETTINGS } from '@/lib/schemas/sources';
import type { BreakName } from '@/tests/support/source-stubs/faults';
import type { SpoilName } from '@/tests/support/source-stubs/spoil';
import { SPOILS } from '@/tests/support/source-stubs/spoil';
import { startSources, type RunningSources } from '@/tests/support/source-stubs/start-sources';
import { abilitiesOf, ask, faultsOf, KEY, OpenGate, providerOf, refusalFault, settingsFor, setupFor, TODAY, TOKEN, type Ability, type Told } from './provider-contract';

/** Every source of the default settings: a provider that is missing in the registry fails here. */
const NAMES = allSources(DEFAULT_SOURCE_SETTINGS);
const nobody = { urls: {}, feeds: [] } as unknown as RunningSources;
const MADE = createLiveProviders(setupFor(nobody));
const PAIRS = MADE.flatMap((provider) => abilitiesOf(provider).map((ability) => ({ source: provider.source as string, ability })));

let sources: RunningSources;
beforeAll(async () => void (sources = await startSources({ assets: 120, today: TODAY })));
afterAll(() => sources.stop());
beforeEach(() => sources.clearRequests());
afterEach(() => sources.heal());

/** A source's own keys of the address table begin with its name. */
const keyOf = (source: string): string => source;
const asked = (source: string): number => sources.requests.filter((request) => request.source.startsWith(keyOf(source))).length;

async function tried(source: string, ability: Ability, setup = setupFor(sources)): Promise<Told | SourceError> {
  return ask(providerOf(source, setup), ability).catch((thrown: unknown) => {
    if (thrown instanceof SourceError) return thrown;
    throw thrown;
  });
}

const clean = (told: Told): void => {
  expect(told.rows.flatMap(faultsOf)).toEqual([]);
  expect(told.refused.map(refusalFault).filter((fault) => fault !== null)).toEqual([]);
};

describe('the registry', () => {
  it('makes every source of the settings, each once, and asks nobody', () => {
    expect(createLiveProviders(setupFor(sources)).map(({ source }) => source).sort()).toEqual([...NAMES].sort());
    expect(sources.requests).toEqual([]);
  });

  it.each(NAMES)('leaves %s out when it is off', (name) => {
    const settings = settingsFor(sources, { enabled: { coinmetrics: true, [name]: false } });
    expect(createLiveProviders(setupFor(sources, { settings })).map(({ source }) => source)).not.toContain(name);
  });

  it('leaves Coin Metrics out until its terms were accepted', () => {
    expect(createLiveProviders(setupFor(sources, { settings: settingsFor(sources, { enabled: {} }) })).map(({ source }) => source)).not.toContain('coinmetrics');
  });
});

describe.each(PAIRS)('$source: $ability', ({ source, ability }) => {
  it('gives rows in our units, with a token for every request', async () => {
    const gate = new OpenGate();
    const told = await ask(providerOf(source, setupFor(sources, { gate })), ability);
    expect(told.rows.length).toBeGreaterThan(0);
    clean(told);
    expect(gate.taken.filter((name) => name === source)).toHaveLength(asked(source));
    expect(asked(source)).toBeGreaterThan(0);
  });

  it('gives the same when the source knows new fields', async () => {
    const before = await ask(providerOf(source, setupFor(sources)), ability);
    sources.inject({ fault: 'unknown-fields' });
    expect(await ask(providerOf(source, setupFor(sources)), ability)).toEqual(before);
  });

  it('asks nobody while the installation stays offline', async () => {
    const told = await tried(source, ability, setupFor(sources, { gate: closedGate('offline') }));
    expect(told).toMatchObject({ kind: 'refused', source });
    expect(sources.requests).toEqual([]);
  });

  it.each([
    ['rate-limited', 'rate-limited'],
    ['server-error', 'failed'],
    ['unavailable', 'failed'],
    ['reset', 'unreachable'],
    ['html', 'garbled'],
    ['html-as-json', 'garbled'],
    ['garbage', 'garbled'],
    ['truncated', 'garbled'],
    ['empty', 'garbled'],
  ] as const satisfies readonly (readonly [BreakName, SourceErrorKind])[])('says %s in a typed error, with no key in it', async (fault, kind) => {
    sources.inject({ fault });
    const told = await tried(source, ability);
    expect(told).toBeInstanceOf(SourceError);
    const error = told as SourceError;
    expect({ source: error.source, kind: error.kind }).toEqual({ source, kind });
    expect(error.retryAt !== null).toBe(fault === 'rate-limited');
    expect(`${error.message} ${error.stack}`).not.toMatch(new RegExp(`${KEY}|${TOKEN}`));
  });

  it.each(SPOILS)('takes no row from %s that cannot be, and names what it refuses', async (fault) => {
    sources.inject({ fault });
    const told = await tried(source, ability);
    if (told instanceof SourceError) expect(told.source).toBe(source);
    else clean(told);
  });
});

/** Questions whose answers are prices: what is no price has to be refused there, not only left out. */
const PRICED = PAIRS.filter(({ source, ability }) => ['history', 'closes', 'quotes', 'series'].includes(ability) && !(source === 'coingecko' && ability === 'closes'));
const NO_PRICES: readonly SpoilName[] = ['nan', 'nan-text', 'infinite', 'negative', 'zero', 'null-price', 'changed-type'];

describe.each(PRICED)('$source: $ability', ({ source, ability }) => {
  it.each(NO_PRICES.filter((fault) => ability !== 'series' || fault !== 'zero'))('refuses %s in words', async (fault) => {
    sources.inject({ fault });
    const told = await tried(source, ability);
    if (!(told instanceof SourceError)) {
      expect(told.rows).toEqual([]);
      expect(told.refused.length).toBeGreaterThan(0);
    }
  });
});

describe.each(PAIRS.filter(({ source, ability }) => ['history', 'closes'].includes(ability) && !(source === 'coingecko' && ability === 'closes')))('the days of $source: $ability', ({ source, ability }) => {
  it('are those whose close it is, and never the running one', async () => {
    const { rows } = await ask(providerOf(source, setupFor(sources)), ability);
    const days = rows as unknown as DailyRow[];
    const bitcoin = sources.market.asset('bitcoin');
    for (const { day, close } of days) {
      const expected = bitcoin && sources.market.day(bitcoin, Date.parse(day) / 86_400_000)?.close;
      expect(Math.abs(Number(close) / Number(expected) - 1), `${day} of ${source}`).toBeLessThan(0.001);
      expect(day < TODAY).toBe(true);
    }
    expect(days.map(({ day }) => day)).toEqual(ability === 'closes' ? ['2026-06-14'] : Array.from({ length: 20 }, (_, i) => new Date(Date.parse('2026-05-26') + i * 86_400_000).toISOString().slice(0, 10)));
  });
});

describe('a source that keeps silent', () => {
  it.each([...new Map(PAIRS.map((pair) => [pair.source, pair])).values()])('is given up in time: $source', async ({ source, ability }) => {
    sources.inject({ fault: 'hang' });
    const told = await tried(source, ability, setupFor(sources, { requests: { timeoutMs: 300, attempts: 1 } }));
    // The feeds keep their own time.
    expect(told).toMatchObject({ source, kind: 'timed-out' });
  });
});

const firstWith = (ability: Ability): LiveProvider | undefined => MADE.find((provider) => provider[ability] !== undefined);

describe('together', () => {
  it.each(['listing', 'describe', 'category', 'quotes', 'closes', 'history', 'metrics', 'series', 'news', 'yields'] as const)('the sources have somebody for %s', (ability) => {
    expect(firstWith(ability)).toBeDefined();
  });
});
