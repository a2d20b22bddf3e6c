import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { COIN_METRICS_IDS } from '@/lib/domain/market/live-identity';
import { coinMetricsProvider } from '@/lib/providers/coinmetrics/provider';
import { dayCovered, judgeText, ON_CHAIN_METRICS, readCatalog, toMetrics } from '@/lib/providers/coinmetrics/transform';
import { SourceError } from '@/lib/providers/live-port';
import { Refusals } from '@/lib/providers/refusals';
import { DEFAULT_SOURCE_SETTINGS, isEnabled, NETWORK_SOURCES, SOURCE_NOTICES } from '@/lib/schemas/sources';
import { answering, PLAIN, Status, type Answerer } from '../../support/source-answers';

const NOW = new Date('2026-05-04T00:20:00Z');
const SPAN = { from: isoDay('2026-05-01'), to: isoDay('2026-05-03') };
const at = (day: string): string => `${day}T00:00:00.000000000Z`;
const catalogOf = (asset: string, metrics: readonly string[], community = true): unknown => ({ asset, metrics: metrics.map((metric) => ({ metric, frequencies: [{ frequency: '1b' }, { frequency: '1d', min_time: at('2009-01-03'), max_time: at('2026-05-03'), community }] })) });
const forbidden = (metric: string): Status => new Status(403, { error: { type: 'forbidden', message: `Requested metric '${metric}' with frequency '1d' for asset 'btc' is not available with supplied credentials.` } });
const unsupported = (name: string, value: string): Status => new Status(400, { error: { type: 'bad_parameter', message: `Bad parameter '${name}'. Value '${value}' is not supported.` } });

function provider(answer: Answerer) {
  const { fetch, seen } = answering(answer);
  // As the common fetch does: no access is thrown, with the source's sentence in it.
  const asked: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (response.status !== 403) return response;
    throw new SourceError('coinmetrics', 'refused', `metrics.test answered 403, no access: ${((await response.json()) as { error: { message: string } }).error.message}`);
  };
  return { made: coinMetricsProvider({ fetch: asked, fetchText: asked, baseUrl: 'http://metrics.test/v4', now: () => NOW }), seen };
}

const wanted = (url: URL): string[] => (url.searchParams.get('metrics') ?? '').split(',');
const isCatalog = (url: URL): boolean => url.pathname.endsWith('/catalog-v2/asset-metrics');

describe('Coin Metrics is asked', () => {
  it('for what its catalogue calls free, once a day, with plain commas and the largest page', async () => {
    const { made, seen } = provider((url) => (isCatalog(url) ? { data: [catalogOf('btc', ['AdrActCnt', 'TxCnt']), catalogOf('eth', ['SOPR'], false)] } : { data: [{ asset: 'btc', time: at('2026-05-01'), AdrActCnt: '900000', TxCnt: '412345' }] }));
    const first = await made.metrics?.('btc', SPAN);
    await made.metrics?.('btc', SPAN);
    expect(seen.map(({ url }) => url.pathname)).toEqual(['/v4/catalog-v2/asset-metrics', '/v4/timeseries/asset-metrics', '/v4/timeseries/asset-metrics']);
    expect(seen[1]?.url.search).toContain('metrics=AdrActCnt,TxCnt&frequency=1d&start_time=2026-05-01&end_time=2026-05-03');
    expect(seen[1]?.url.searchParams.get('page_size')).toBe('10000');
    expect(first).toEqual({ rows: [{ externalId: 'btc', metric: 'AdrActCnt', day: '2026-05-01', value: '900000' }, { externalId: 'btc', metric: 'TxCnt', day: '2026-05-01', value: '412345' }], refused: [] });
    expect(await made.metrics?.('eth', SPAN)).toMatchObject({ rows: [], refused: [{ subject: 'eth', reason: 'Coin Metrics tells nothing of it for free' }] });
  });

  it('without a metric that is not free, and the rest stands', async () => {
    const { made, seen } = provider((url) => {
      if (isCatalog(url)) return forbidden('everything');
      const shut = wanted(url).find((metric) => ['SOPR', 'FlowInExUSD'].includes(metric));
      return shut ? forbidden(shut) : { data: [{ asset: 'btc', time: at('2026-05-02'), TxCnt: '5' }] };
    });
    const taken = await made.metrics?.('btc', SPAN);
    expect(taken?.rows).toHaveLength(1);
    expect(taken?.refused.map(({ subject }) => subject)).toEqual(['btc FlowInExUSD', 'btc SOPR']);
    expect(seen).toHaveLength(4);
  });

  it('about an asset that it does not have: nothing, by name', async () => {
    const { made } = provider((url) => (isCatalog(url) ? { data: [] } : unsupported('assets', 'sdvwbtc')));
    expect(await made.metrics?.('sdvwbtc', SPAN)).toMatchObject({ rows: [], refused: [{ subject: 'sdvwbtc', reason: "Bad parameter 'assets'. Value 'sdvwbtc' is not supported." }] });
  });

  it('for its catalogue again without a metric that it no longer has', async () => {
    const { made, seen } = provider((url) => (isCatalog(url) ? (wanted(url).includes('SOPR') ? unsupported('metrics', 'SOPR') : { data: [catalogOf('btc', ['TxCnt'])] }) : { data: [] }));
    await made.metrics?.('btc', SPAN);
    expect(seen.map(({ url }) => wanted(url).length)).toEqual([ON_CHAIN_METRICS.length, ON_CHAIN_METRICS.length - 1, 1]);
  });

  it.each(['http://metrics.test/v4/timeseries/asset-metrics?next_page_token=0.A,B&api_key=x', 'https://api.coinmetrics.io/v4/timeseries/asset-metrics?page_size=1'])('for the next page at the address given: %s', async (next) => {
    const { made, seen } = provider((url) => {
      if (isCatalog(url)) return { data: [catalogOf('btc', ['TxCnt'])] };
      return url.href === next ? { data: [{ asset: 'btc', time: at('2026-05-02'), TxCnt: '2' }, { asset: 'btc', time: at('2026-05-01'), TxCnt: '7' }] } : { data: [{ asset: 'btc', time: at('2026-05-01'), TxCnt: '1' }], next_page_url: next };
    });
    const taken = await made.metrics?.('btc', SPAN);
    expect(taken?.rows.map(({ day, value }) => [day, value])).toEqual([['2026-05-01', '1'], ['2026-05-02', '2']]);
    expect(taken?.refused.map(({ reason }) => reason)).toEqual(['it came twice (the first stands)']);
    expect(seen.at(-1)?.url.href).toBe(next);
  });

  it.each<[string, string, RegExp]>([
    ['elsewhere', 'http://169.254.169.254/latest', /lies with somebody else/],
    ['nearly at home', 'https://coinmetrics.io.example.com/v4', /lies with somebody else/],
    ['in a circle', 'http://metrics.test/v4/again', /do not end/],
    ['nowhere', 'no address', /lies with somebody else/],
  ])('not for a next page %s', async (_, next, message) => {
    const { made } = provider((url) => (isCatalog(url) ? { data: [catalogOf('btc', ['TxCnt'])] } : { data: [], next_page_url: next }));
    await expect(made.metrics?.('btc', SPAN)).rejects.toThrow(message);
  });

  it('for a long span in CSV, the next page from the header; a blank field is no value', async () => {
    const csv = 'asset,time,TxCnt,TxCnt-status\nbtc,2026-01-01T00:00:00.000000000Z,15,reviewed\nbtc,2026-01-02T00:00:00.000000000Z,,\n';
    const headers = { 'content-type': 'text/csv', 'x-next-page-url': 'http://metrics.test/v4/more' };
    const { made } = provider((url) => {
      if (isCatalog(url)) return { data: [catalogOf('btc', ['TxCnt'])] };
      return url.pathname === '/v4/more' ? new Status(200, 'asset,time,TxCnt\nbtc,2026-01-03T00:00:00.000000000Z,17\n', { 'content-type': 'text/csv' }) : new Status(200, csv, headers);
    });
    const taken = await made.metrics?.('btc', { from: isoDay('2026-01-01'), to: isoDay('2026-05-03') });
    expect([taken?.rows.map(({ day, value }) => [day, value]), taken?.refused]).toEqual([[['2026-01-01', '15'], ['2026-01-03', '17']], []]);
  });

  it.each([['not as described', { rows: [] }], ['a list', []], ['nothing', null]])('in vain where the answer is %s', async (_, body) => {
    const { made } = provider((url) => (isCatalog(url) ? { data: [catalogOf('btc', ['TxCnt'])] } : body));
    await expect(made.metrics?.('btc', SPAN)).rejects.toMatchObject({ kind: 'garbled' });
  });

  it('in vain where the table is broken', async () => {
    const { made } = provider((url) => (isCatalog(url) ? { data: [catalogOf('btc', ['TxCnt'])] } : new Status(200, 'asset,time,TxCnt\nbtc,"2026', { 'content-type': 'text/csv' })));
    await expect(made.metrics?.('btc', { from: isoDay('2026-01-01'), to: isoDay('2026-05-03') })).rejects.toMatchObject({ kind: 'garbled' });
  });
});

describe('a value of Coin Metrics', () => {
  it.each<[unknown, string]>([
    ['8582.09029964933', '8582.09029964933'], ['0', '0'], ['283220.10827406', '283220.10827406'], ['1.5E+3', '1500'], ['2.5e-9', '0.0000000025'], ['123456789012345678901234567890.5', '123456789012345678901234567890.5'],
  ])('%s is %s', (value, text) => expect(judgeText(value, 'x')).toEqual({ ok: true, text }));

  it.each<[unknown, string]>([
    [12, 'x is a number, not text'], [true, 'x is a boolean, not text'], [['1'], 'x is a list, not text'], ['NaN', 'x is not a number'], ['', 'x is not a number'], ['-1', 'x is negative'], ['1e308', 'x is not a number'], ['1e40', 'x above 1e+30 (not possible)'], ['1,000', 'x is not a number'], ['Infinity', 'x is not a number'],
  ])('%s is refused: %s', (value, reason) => expect(judgeText(value, 'x')).toEqual({ ok: false, reason }));

  it.each<[string, string | null]>([[at('2020-02-29'), '2020-02-29'], ['2020-02-29T00:00:00Z', '2020-02-29'], ['2021-02-29T00:00:00Z', null], ['2020-02-29T08:00:00Z', null], ['2020-02-29', null]])('the day of %s is %s', (time, day) => expect(dayCovered(time)).toBe(day));

  it('is taken of days that have ended and were asked for', () => {
    const refusals = new Refusals();
    const rows = ['2026-04-30', '2026-05-01', '2026-05-03', '2026-05-04'].map((day) => ({ asset: 'btc', time: at(day), TxCnt: '1', SOPR: null, 'TxCnt-status': 'flash' }));
    const taken = toMetrics([...rows, { asset: 'eth', time: at('2026-05-02'), TxCnt: '1' }, { time: 5 }], { asset: 'btc', metrics: ['TxCnt', 'SOPR'], span: SPAN, now: NOW }, new Set(), refusals);
    expect(taken.map(({ day }) => day)).toEqual(['2026-05-01', '2026-05-03']);
    expect(refusals.list.map(({ reason }) => reason)).toEqual(['a day that was not asked for', 'its day has not ended', 'an asset that was not asked for', expect.stringMatching(/^asset: /)]);
  });

  it('is not taken at all of an answer with a day of the future: all its days are shifted', () => {
    const refusals = new Refusals();
    const rows = ['2026-05-01', '2027-01-01'].map((day) => ({ asset: 'btc', time: at(day), TxCnt: '1' }));
    expect(toMetrics(rows, { asset: 'btc', metrics: ['TxCnt'], span: SPAN, now: NOW }, new Set(), refusals)).toEqual([]);
    expect(refusals.list).toMatchObject([{ subject: 'btc', about: at('2027-01-01'), reason: 'future day: its clock is wrong, and nothing of the answer is taken' }]);
  });

  it('is plain or not there, whatever is answered', () => {
    const wild = fc.oneof(fc.double().map(String), fc.string(), fc.constantFrom(null, undefined, 'NaN', '-0', '1e-99', '1e99', '0x10', '١٢'), fc.double(), fc.object());
    const day = fc.oneof(fc.integer({ min: -3, max: 5 }).map((days) => at(addDays(SPAN.from, days))), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(day, wild, wild)), (points) => {
        const rows = toMetrics(points.map(([time, TxCnt, SOPR]) => ({ asset: 'btc', time, TxCnt, SOPR })), { asset: 'btc', metrics: ['TxCnt', 'SOPR'], span: SPAN, now: NOW }, new Set(), new Refusals());
        return rows.every((row) => PLAIN.test(row.value) && row.day >= SPAN.from && row.day <= SPAN.to) && new Set(rows.map((row) => `${row.metric} ${row.day}`)).size === rows.length;
      }),
      { numRuns: 1_000, seed: 5 },
    );
  });

  it('of a catalogue counts where it is free by the day', () => {
    expect([...readCatalog([catalogOf('btc', ['TxCnt']), catalogOf('eth', ['TxCnt'], false), { asset: 'x', metrics: 'none' }])]).toEqual([['btc', ['TxCnt']], ['eth', []]]);
  });
});

describe('Coin Metrics as a source', () => {
  it('is the one that is off until its notice was read', () => {
    expect(NETWORK_SOURCES.filter((source) => !isEnabled(DEFAULT_SOURCE_SETTINGS, source))).toEqual(['coinmetrics']);
    expect(Object.keys(SOURCE_NOTICES)).toEqual(['coinmetrics']);
    expect(SOURCE_NOTICES.coinmetrics).toMatch(/CC BY-NC 4\.0.*non-commercial/);
  });

  it('names each asset once, and none that its names describe only in part', () => {
    const names = Object.keys(COIN_METRICS_IDS);
    expect(new Set(Object.values(COIN_METRICS_IDS)).size).toBe(names.length);
    expect(names.filter((name) => ['bnb', 'leo_eth', 'usdt', 'usdc', 'avaxc', 'cro', 'gnt', 'rep', 'knc', 'ant'].includes(name))).toEqual([]);
    expect(COIN_METRICS_IDS).toMatchObject({ btc: 'bitcoin', eth: 'ethereum', xrp: 'ripple' });
  });
});
