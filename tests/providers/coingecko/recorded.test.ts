import { expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { faultOf } from '@/lib/providers/coingecko/faults';
import { coingeckoProvider } from '@/lib/providers/coingecko/provider';
import { categoryListSchema, chartSchema, coinSchema } from '@/lib/providers/coingecko/schema';
import { readMarkets, toQuote } from '@/lib/providers/coingecko/transform';
import { toHistory } from '@/lib/providers/coingecko/transform-chart';
import { toDescription } from '@/lib/providers/coingecko/transform-coin';
import { SourceError } from '@/lib/providers/live-port';
import { withProviderSpecs } from '../../support/real-data';
import { answering, PLAIN, recordedBody, specExamples, Status } from '../../support/source-answers';

const ALWAYS = { from: isoDay('2009-01-03'), to: isoDay('2026-12-31') };

withProviderSpecs('recorded answers of CoinGecko', (dir) => {
  const body = (file: string) => recordedBody(dir, 'coingecko', file);

  it('90 days of Bitcoin: 90 closes, the first of 14 February, the running day left out', () => {
    const { rows, refused } = toHistory('bitcoin', chartSchema.parse(body('market_chart-bitcoin-90d-daily-2021.json')), ALWAYS, new Date('2021-05-15T14:42:26Z'));
    expect([rows.length, rows[0]?.day, rows.at(-1)?.day, refused]).toEqual([90, '2021-02-14', '2021-05-14', []]);
    expect(rows[0]).toMatchObject({ close: '48607.8745224845', marketCap: '905515462576.995', tradedValue: '57738376570.131905' });
    expect(rows.at(-1)?.close).toBe('49913.26314398822');
  });

  it('a range: two closed days', () => {
    const { rows } = toHistory('bitcoin', chartSchema.parse(body('market_chart-range-example-2024.json')), ALWAYS, new Date('2024-04-01T14:41:22Z'));
    expect(rows.map(({ day }) => day)).toEqual(['2024-03-30', '2024-03-31']);
  });

  it('five minutes apart: no close, and said so', () => {
    const { rows, refused } = toHistory('bitcoin', chartSchema.parse(body('market_chart-bitcoin-1d-5min-2021.json')), ALWAYS, new Date('2021-05-16T08:21:00Z'));
    expect([rows, refused.length]).toEqual([[], 3]);
  });

  it.each(['coins-markets-bitcoin-usd-2021.json', 'coins-markets-example-2024.json'])('the market of %s', (file) => {
    const { markets, refusals } = readMarkets(body(file) as unknown[]);
    const quote = toQuote(markets[0] as (typeof markets)[number], new Date('2026-11-21T00:00:00Z'), refusals);
    expect(refusals.list).toEqual([]);
    expect(quote).toMatchObject({ externalId: 'bitcoin', price: file.includes('2021') ? '49053' : '70187' });
  });

  it.each([
    ['coins-bitcoin-full-2021.json', '53470', 393 / 28, [['SocialCount', '5.364']]],
    ['coins-bitcoin-example-2024.json', '73168', 108 / 28, []],
  ])('Bitcoin’s own page in %s', (file, stars, commits, posts) => {
    const { rows, refused } = toDescription(coinSchema.parse(body(file)), new Date('2026-11-21T00:00:00Z'));
    expect(refused).toEqual([]);
    expect(rows[0]).toMatchObject({ kind: 'coin', ecosystem: 'bitcoin', consensus: 'pow', maxSupply: '21000000', platforms: {}, repositories: ['bitcoin/bitcoin', 'bitcoin/bips'] });
    expect(rows[0]?.metrics.map(({ metric, value }) => [metric, value])).toEqual([['DevStars', stars], ['DevCommits', expect.stringMatching(PLAIN)], ...posts]);
    expect(Number(rows[0]?.metrics[1]?.value)).toBeCloseTo(commits, 12);
  });

  it('a page without its optional parts', () => {
    expect(toDescription(coinSchema.parse(body('coins-bitcoin-slim-2024.json')), new Date('2026-11-21T00:00:00Z')).rows[0]).toMatchObject({ sectors: ['layer-1'], consensus: 'pow', maxSupply: null, metrics: [] });
  });

  it.each(['categories-list-2021.json', 'categories-list-example.json'])('the categories of %s', (file) => {
    expect(categoryListSchema.parse(body(file)).length).toBeGreaterThan(1);
  });

  it.each<[string, number, string]>([
    ['error-429-rate-limit.json', 429, 'rate-limited'],
    ['coins-markets-missing-vs_currency-422.json', 422, 'refused'],
    ['ohlc-missing-param-500.json', 500, 'failed'],
  ])('the error of %s', async (file, status, kind) => {
    const { fetch } = answering(() => new Status(status, body(file)));
    const made = coingeckoProvider({ fetch, baseUrl: 'http://gecko.test', plan: 'none', apiKey: null, now: () => new Date(), listing: 250 });
    const error: unknown = await made.quotes?.(['bitcoin']).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ kind });
  });

  it('the window of 365 days is no failure', async () => {
    const { fetch } = answering(() => new Status(401, body('error-10012-over-365-days.json')));
    const made = coingeckoProvider({ fetch, baseUrl: 'http://gecko.test', plan: 'none', apiKey: null, now: () => new Date(), listing: 250 });
    expect(await made.history?.('bitcoin-cash', ALWAYS)).toMatchObject({ rows: [], refused: [{ reason: 'further back than the plan gives' }] });
  });

  it('no recorded error is taken for an answer, and no answer for an error', () => {
    for (const file of ['error-429-rate-limit.json', 'error-10012-over-365-days.json', 'history-missing-date-422.json', 'market_chart-missing-vs_currency-422.json']) expect(faultOf(body(file))).not.toBeNull();
    for (const file of ['coins-bitcoin-full-2021.json', 'market_chart-bitcoin-90d-daily-2021.json', 'simple-price-two-2026.json', 'global-2021.json']) expect(faultOf(body(file))).toBeNull();
  });

  it('every example of the description is read, or refused with a reason', () => {
    const examples = specExamples(dir, 'coingecko');
    const { markets, refusals } = readMarkets(examples['GET /coins/markets'] as unknown[]);
    expect([markets.length > 0, refusals.list]).toEqual([true, []]);
    expect(toDescription(coinSchema.parse(examples['GET /coins/{id}']), new Date('2026-11-21T00:00:00Z')).rows[0]).toMatchObject({ kind: 'coin', consensus: 'pow' });
    expect(categoryListSchema.safeParse(examples['GET /coins/categories/list']).success).toBe(true);
    const { rows, refused } = toHistory('bitcoin', chartSchema.parse(examples['GET /coins/{id}/market_chart']), ALWAYS, new Date('2026-06-01T00:00:00Z'));
    expect([rows, refused[0]?.reason]).toEqual([[], 'prices: 1 points not at 00:00 UTC']);
    for (const question of ['GET /coins/list', 'GET /global', 'GET /exchange_rates', 'GET /search/trending', 'GET /coins/{id}/ohlc', 'GET /asset_platforms']) {
      const example = examples[question];
      const read = readMarkets(Array.isArray(example) ? example : [example]);
      expect([read.markets, read.refusals.list.every(({ reason }) => reason !== '')]).toEqual([[], true]);
    }
  });
});
