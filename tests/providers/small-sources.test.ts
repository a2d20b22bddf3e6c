import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { createLiveProviders } from '@/lib/providers/registry';
import type { SourceGate } from '@/lib/providers/http/gate';
import { SourceMemory } from '@/lib/providers/http/remember';
import type { LiveProvider, MetricRow } from '@/lib/providers/live-port';
import { DEFAULT_SOURCE_SETTINGS } from '@/lib/schemas/sources';
import { startSources, type RunningSources } from '../support/source-stubs/start-sources';

const TODAY = isoDay('2026-06-15');
const NOW = new Date('2026-06-15T12:00:00Z');
const YEAR = { from: addDays(TODAY, -400), to: addDays(TODAY, -1) };
const openGate: SourceGate = { take: () => Promise.resolve(), succeeded: () => Promise.resolve(), failed: () => Promise.resolve() };

describe('over servers of this machine', () => {
  let sources: RunningSources;
  beforeAll(async () => void (sources = await startSources({ assets: 60, today: TODAY })));
  afterAll(() => sources.stop());

  function providers(feeds: readonly string[] = sources.feeds, memory = new SourceMemory(), urls: Readonly<Record<string, string>> = sources.urls): Map<string, LiveProvider> {
    const settings = { ...DEFAULT_SOURCE_SETTINGS, enabled: { coinmetrics: true }, feeds: [...feeds] };
    const made = createLiveProviders({ settings, urls, keys: { coingeckoKey: null, coingeckoPlan: 'demo', githubToken: 'ghp_0123456789' }, gate: openGate, clock: { now: () => NOW }, memory, requests: { attempts: 1 } });
    return new Map(made.map((provider) => [provider.source, provider]));
  }
  const daysOf = (rows: readonly MetricRow[] | undefined, metric: string): string[] => (rows ?? []).filter((row) => row.metric === metric).map(({ day }) => day);

  it('Coin Metrics tells 400 days as a table, and the same as in pages of JSON', async () => {
    const provider = providers().get('coinmetrics');
    const year = await provider?.metrics?.('btc', YEAR);
    expect(year?.refused).toEqual([]);
    expect([daysOf(year?.rows, 'TxCnt').length, daysOf(year?.rows, 'TxCnt').at(-1)]).toEqual([400, '2026-06-14']);
    expect(sources.requests.filter(({ source }) => source === 'coinmetrics').map(({ query }) => query.format)).toEqual([undefined, 'csv']);
    const week = await provider?.metrics?.('btc', { from: addDays(TODAY, -7), to: YEAR.to });
    const key = ({ metric, day }: MetricRow): string => `${metric} ${day}`;
    const known = new Map(year?.rows.map((row) => [key(row), row.value]));
    expect(week?.rows.map((row) => [key(row), row.value])).toEqual(week?.rows.map((row) => [key(row), known.get(key(row))]));
  });

  it('GitHub tells a year, and the second time sends nothing that has not changed', async () => {
    const memory = new SourceMemory();
    const first = await providers(undefined, memory).get('github')?.metrics?.('bitcoin bitcoin/bitcoin-core', YEAR);
    expect(first?.refused).toEqual([]);
    expect(['DevCommits', 'DevContributors', 'DevReleases', 'DevAgeDays'].map((metric) => daysOf(first?.rows, metric).at(-1))).toEqual(Array<string>(4).fill('2026-06-14'));
    expect(daysOf(first?.rows, 'DevCommits').length).toBeGreaterThan(350);
    sources.clearRequests();
    expect(await providers(undefined, memory).get('github')?.metrics?.('bitcoin bitcoin/bitcoin-core', YEAR)).toEqual(first);
    expect(sources.requests.every(({ headers }) => headers['if-none-match'] !== undefined)).toBe(true);
  });

  it('feeds of the place that the operator names are read; the same address, entered by a person, is not asked', async () => {
    const taken = await providers().get('news')?.news?.();
    expect([taken?.refused, new Set(taken?.rows.map(({ feed }) => feed)).size]).toEqual([[], 2]);
    expect(taken?.rows.every(({ link }) => !link.includes('utm_'))).toBe(true);
    sources.clearRequests();
    await expect(providers(sources.feeds, new SourceMemory(), {}).get('news')?.news?.()).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('is not asked: it is a number, not a name') });
    expect(sources.requests).toEqual([]);
  });
});
