import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { coinSchema, marketSchema } from '@/lib/providers/coingecko/schema';
import { inOrderAsked, readMarkets, toDayBefore, toListed, toQuote } from '@/lib/providers/coingecko/transform';
import { toHistory } from '@/lib/providers/coingecko/transform-chart';
import { toDescription } from '@/lib/providers/coingecko/transform-coin';
import { Refusals } from '@/lib/providers/refusals';
import { PLAIN, valuesOf } from '../../support/source-answers';
import { chart, market, midnight, NOW, page, reasons } from './fixtures';

const SPAN = { from: isoDay('2026-04-01'), to: isoDay('2026-05-01') };
const quoteOf = (fields: Record<string, unknown>) => {
  const { markets, refusals } = readMarkets([market(fields)]);
  const quotes = markets.map((row) => toQuote(row, NOW, refusals));
  return { quote: quotes[0] ?? null, reasons: reasons(refusals) };
};

describe('a page of CoinGecko', () => {
  it('is read in plain decimals and fractions', () => {
    expect(quoteOf({}).quote).toEqual({
      externalId: 'kelp-coin', price: '0.00000012', marketCap: '1200000', circulatingSupply: '10000000000000', tradedValue24h: '34567.5', change24h: -0.125, quotedAt: new Date('2026-05-02T09:59:00Z'),
    });
  });

  it('takes fields that nobody knew before', () => {
    expect(quoteOf({ market_cap_rank_with_rehypothecated: 7, new_in_2027: { a: [] } })).toMatchObject({ quote: { price: '0.00000012' }, reasons: [] });
  });

  it('takes a cap and a supply of 0 for unknown, a volume of 0 for 0', () => {
    expect(quoteOf({ market_cap: 0, circulating_supply: 0, total_volume: 0 })).toMatchObject({ quote: { marketCap: null, circulatingSupply: null, tradedValue24h: '0' }, reasons: [] });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a price of null', { current_price: null }, 'price is unknown (blank)'],
    ['a price that is gone', { current_price: undefined }, 'current_price: expected number, received undefined'],
    ['a cap under another name', { market_cap: undefined, cap: 5 }, 'market_cap: expected number, received undefined'],
    ['a price of 0', { current_price: 0 }, 'zero price'],
    ['a negative price', { current_price: -1 }, 'negative price'],
    ['a price that no asset has', { current_price: 1e308 }, 'price above 1000000000000 (no real price)'],
    ['a price that is nothing', { current_price: 1e-40 }, 'price below 1e-15 (no real price)'],
    ['NaN', { current_price: Number.NaN }, 'current_price: expected number, received NaN'],
    ['infinity', { current_price: Infinity }, 'current_price: expected number, received number'],
    ['a price as text', { current_price: '1.5' }, 'current_price: expected number, received string'],
    ['a cap as an object', { market_cap: { usd: 1 } }, 'market_cap: expected number, received object'],
    ['no time', { last_updated: null }, 'the time of the price is unknown'],
    ['a time that is none', { last_updated: 'yesterday' }, 'the time of the price is unknown'],
    ['the future', { last_updated: '2026-05-02T10:11:00Z' }, 'the price is from the future'],
    ['the stone age', { last_updated: '1970-01-01T00:00:00Z' }, 'the price is from before the first crypto-asset'],
  ])('refuses a price for %s', (_, fields, reason) => {
    const { quote, reasons: told } = quoteOf(fields);
    expect(quote).toBeNull();
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`kelp-coin: ${reason.replace(', received number', '')}`);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['a negative cap', { market_cap: -5 }, 'marketCap', 'negative market cap'],
    ['a cap of everything', { market_cap: 1e308 }, 'marketCap', 'market cap above 1000000000000000 (not possible)'],
    ['a supply explosion beyond all supplies', { circulating_supply: 1e200 }, 'circulatingSupply', 'circulating supply above 1e+30 (not possible)'],
    ['a negative volume', { total_volume: -1 }, 'tradedValue24h', 'negative traded value'],
    ['a fall by more than everything', { price_change_percentage_24h: -100.1 }, 'change24h', 'a change of 24 h below −100 %'],
  ])('leaves out %s and keeps the price', (_, fields, name, reason) => {
    const { quote, reasons: told } = quoteOf(fields);
    expect(quote).toMatchObject({ price: '0.00000012', [name]: null });
    expect(told).toEqual([`kelp-coin: ${reason}`]);
  });

  it('refuses rows that are no assets, each for itself, and keeps the others', () => {
    const { markets, refusals } = readMarkets([null, 7, { id: 'a, b', symbol: 'x', name: 'X' }, market({ symbol: '' }), market({ id: 'good' })]);
    expect(markets.map(({ id }) => id)).toEqual(['good']);
    expect(refusals.list.map(({ subject }) => subject)).toEqual(['', '', 'a, b', 'kelp-coin']);
  });

  it('never keys by symbol: two of one symbol are two assets; of two with one id the first stands', () => {
    const { markets, refusals } = readMarkets([market({ id: 'terra-luna', symbol: 'luna' }), market({ id: 'terra-luna-2', symbol: 'luna' }), market({ id: 'terra-luna', current_price: 9 })]);
    expect(markets.map(({ id }) => id)).toEqual(['terra-luna', 'terra-luna-2']);
    expect(reasons(refusals)).toEqual(['terra-luna: it came twice (the first stands)']);
  });

  it('lists what an asset is called and leaves open what it is', () => {
    const refusals = new Refusals();
    expect(toListed(marketSchema.parse(market({ max_supply: 21e6 })), refusals)).toEqual({
      externalId: 'kelp-coin', symbol: 'KELP', name: 'Kelp Coin', kind: null, sectors: [], ecosystem: null, consensus: null, maxSupply: '21000000', platforms: {}, repositories: [],
    });
    expect(toListed(marketSchema.parse(market({ max_supply: 0 })), refusals).maxSupply).toBeNull();
    expect(refusals.list).toEqual([]);
  });

  it('gives what was asked for in the order asked, and names what is missing or was not asked for', () => {
    const { markets, refusals } = readMarkets([...page(3), market({ id: 'odd', last_updated: 5 })]);
    const rows = markets.map(({ id }) => ({ externalId: id }));
    const taken = inOrderAsked(['coin-2', 'gone', 'coin-0', 'coin-0', 'odd'], rows, refusals);
    expect(taken.rows.map(({ externalId }) => externalId)).toEqual(['coin-2', 'coin-0']);
    expect(reasons(taken).map((text) => text.slice(0, 30))).toEqual(['odd: last_updated: expected st', 'coin-1: nobody asked for it', 'gone: not in the answer']);
  });
});

describe('the day before, from a page of the moment', () => {
  const dayBefore = (fields: Record<string, unknown>) => {
    const refusals = new Refusals();
    return { row: toDayBefore(marketSchema.parse(market(fields)), isoDay('2026-05-01'), refusals), reasons: reasons(refusals) };
  };

  it('has its supply and volume soon after midnight, and never a close', () => {
    expect(dayBefore({ last_updated: '2026-05-02T00:06:00Z' }).row).toEqual({
      externalId: 'kelp-coin', day: '2026-05-01', close: null, tradedValue: '34567.5', marketCap: null, circulatingSupply: '10000000000000', open: null, high: null, low: null,
    });
  });

  it('has the cap only where the supply cannot make it', () => {
    expect(dayBefore({ last_updated: '2026-05-02T00:06:00Z', circulating_supply: 0 }).row).toMatchObject({ circulatingSupply: null, marketCap: '1200000' });
  });

  it('has no volume in the afternoon, whose 24 hours are not the day’s', () => {
    expect(dayBefore({ last_updated: '2026-05-02T15:00:00Z' }).row).toMatchObject({ tradedValue: null, marketCap: null, circulatingSupply: '10000000000000' });
  });

  it.each([['2026-05-01T23:59:59Z'], ['2026-05-03T00:00:00Z'], ['2024-01-01T00:00:00Z'], [null]])('is not told by an asset last updated at %s', (stamp) => {
    expect(dayBefore({ last_updated: stamp })).toEqual({ row: null, reasons: ['kelp-coin: not updated on the day after 2026-05-01'] });
  });

  it('is refused where nothing of it is known', () => {
    expect(dayBefore({ last_updated: '2026-05-02T15:00:00Z', circulating_supply: null })).toEqual({ row: null, reasons: ['kelp-coin: nothing of the day is known'] });
  });
});

describe('a chart of CoinGecko', () => {
  it('reads 00:00 of a day as the close of the day before, and drops the running last point', () => {
    const points = chart([[midnight('2026-04-30'), 1.5, 1e9, 2e6], [midnight('2026-05-01'), 1.6, 0, 0], [midnight('2026-05-02'), 1.7, null, null], [midnight('2026-05-02') + 36_000_000, 99, 9e9, 9e6]]);
    const { rows, refused } = toHistory('kelp-coin', points, SPAN, NOW);
    expect(rows.map(({ day, close, marketCap, tradedValue }) => [day, close, marketCap, tradedValue])).toEqual([
      ['2026-04-29', '1.5', '1000000000', '2000000'],
      ['2026-04-30', '1.6', null, '0'],
      ['2026-05-01', '1.7', null, null],
    ]);
    expect(refused).toEqual([]);
  });

  it('keeps a last point that stands at 00:00 itself: that day is over', () => {
    expect(toHistory('kelp-coin', chart([[midnight('2026-05-02'), 1.7]]), SPAN, NOW).rows.map(({ day }) => day)).toEqual(['2026-05-01']);
  });

  it('leaves out days that nobody asked for, without a word', () => {
    const { rows, refused } = toHistory('kelp-coin', chart([[midnight('2026-03-01'), 1], [midnight('2026-04-02'), 2]]), SPAN, NOW);
    expect([rows.map(({ day }) => day), refused]).toEqual([['2026-04-01'], []]);
  });

  it.each<[string, readonly (readonly [number, unknown, unknown?, unknown?])[], string]>([
    ['NaN', [[midnight('2026-04-10'), Number.NaN]], 'prices: a point that is not a time and a number'],
    ['text', [[midnight('2026-04-10'), '5']], 'prices: a point that is not a time and a number'],
    ['no price', [[midnight('2026-04-10'), null]], 'close is unknown (blank)'],
    ['zero', [[midnight('2026-04-10'), 0]], 'zero close'],
    ['a negative price', [[midnight('2026-04-10'), -3]], 'negative close'],
    ['1e308', [[midnight('2026-04-10'), 1e308]], 'close above 1000000000000 (no real price)'],
    ['tomorrow', [[midnight('2026-05-03'), 5]], 'future day: its clock is wrong, and nothing of the answer is taken'],
    ['the year 300,000', [[8.64e15 + 864e5, 5]], 'future day: its clock is wrong, and nothing of the answer is taken'],
    ['a time before all time', [[-8.64e15 - 864e5, 5]], 'a time that is no date'],
    ['the last century', [[midnight('1999-01-01'), 5]], 'day before the first crypto-asset (2009-01-03)'],
    ['seconds for milliseconds', [[midnight('2026-04-10') / 1000, 5], [midnight('2026-04-11') / 1000, 5]], 'prices: 1 points not at 00:00 UTC'],
  ])('refuses %s by name', (_, points, reason) => {
    const { rows, refused } = toHistory('kelp-coin', chart(points), SPAN, NOW);
    expect(rows).toEqual([]);
    expect(refused.map((refusal) => refusal.reason)).toContain(reason);
  });

  it('keeps a close whose cap or volume is wrong', () => {
    const { rows, refused } = toHistory('kelp-coin', chart([[midnight('2026-04-10'), 5, -1, 1e300]]), SPAN, NOW);
    expect(rows).toMatchObject([{ close: '5', marketCap: null, tradedValue: null }]);
    expect(refused.map(({ reason }) => reason)).toEqual(['traded value above 1000000000000000 (not possible)', 'negative market cap']);
  });

  it('lets the first of two points of a day stand, and puts days in order', () => {
    const { rows, refused } = toHistory('kelp-coin', chart([[midnight('2026-04-12'), 3], [midnight('2026-04-10'), 1], [midnight('2026-04-12'), 4]]), SPAN, NOW);
    expect(rows.map(({ day, close }) => [day, close])).toEqual([['2026-04-09', '1'], ['2026-04-11', '3']]);
    expect(refused.map(({ reason }) => reason)).toContain('prices: a day came twice (the first stands)');
  });

  it('with one day of the future has all its days shifted: none is taken', () => {
    const { rows, refused } = toHistory('kelp-coin', chart([[midnight('2026-04-10'), 1], [midnight('2026-06-10'), 2]]), SPAN, NOW);
    expect([rows, refused.map(({ about }) => about)]).toEqual([[], ['2026-06-10T00:00:00.000Z']]);
  });

  it('may know a midnight some minutes before our clock', () => {
    const early = toHistory('kelp-coin', chart([[midnight('2026-05-01'), 1], [midnight('2026-05-02'), 2]]), SPAN, new Date('2026-05-01T23:58:00Z'));
    expect([early.rows.map(({ day }) => day), early.refused]).toEqual([['2026-04-30'], []]);
  });

  it('says so where it holds no day that was asked for', () => {
    for (const points of [chart([]), chart([[midnight('2020-01-01'), 1]])]) expect(toHistory('kelp-coin', points, SPAN, NOW)).toMatchObject({ rows: [], refused: [{ about: '2026-04-01', reason: 'no day of the span is in the answer' }] });
  });

  it('says once that an answer is not daily', () => {
    const hourly = chart(Array.from({ length: 48 }, (_, hour) => [midnight('2026-04-10') + hour * 3_600_000 + 90_000, 1] as const));
    expect(toHistory('kelp-coin', hourly, SPAN, NOW)).toMatchObject({ rows: [], refused: [{ reason: 'prices: 47 points not at 00:00 UTC' }, {}, {}] });
  });

  it('never emits what is not a plain positive number, whatever comes', () => {
    const wild = fc.oneof(fc.double(), fc.constant(null), fc.string(), fc.constantFrom(0, -0, 1e308, 5e-324, 1e21, 1e-7), fc.bigInt().map(Number));
    const stamp = fc.oneof(fc.integer({ min: 0, max: 30 }).map((days) => midnight('2026-04-05') + days * 86_400_000), fc.double(), fc.integer());
    fc.assert(
      fc.property(fc.array(fc.tuple(stamp, wild, wild, wild), { maxLength: 30 }), (points) => {
        const { rows } = toHistory('kelp-coin', chart(points), SPAN, NOW);
        for (const { externalId, day, close, ...facts } of rows) {
          expect([externalId, day >= SPAN.from && day <= SPAN.to]).toEqual(['kelp-coin', true]);
          expect(close).toMatch(PLAIN);
          for (const value of valuesOf(facts)) expect(value === null || PLAIN.test(String(value))).toBe(true);
        }
        expect(new Set(rows.map(({ day }) => day)).size).toBe(rows.length);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe('an asset’s own page', () => {
  const described = (fields: Record<string, unknown> = {}) =>
    toDescription(
      coinSchema.parse({
        id: 'kelp-coin', symbol: 'kelp', name: 'Kelp Coin', asset_platform_id: 'polygon-pos', platforms: { 'polygon-pos': '0xabc', '': '' }, hashing_algorithm: null,
        categories: ['Meme', 'Polygon Ecosystem', null], links: { repos_url: { github: ['https://github.com/kelp/core', 'https://github.com/kelp/core.git/', 'https://github.com/kelp', '', null], bitbucket: [] } },
        market_data: { max_supply: null }, developer_data: { stars: 120, commit_count_4_weeks: 56, last_4_weeks_commit_activity_series: [] }, ...fields,
      }),
      NOW,
    );

  it('adds what the listing does not say', () => {
    expect(described()).toEqual({
      rows: [
        {
          externalId: 'kelp-coin', symbol: 'KELP', name: 'Kelp Coin', kind: 'token', sectors: ['meme'], ecosystem: 'polygon', consensus: 'none', maxSupply: null,
          platforms: { 'polygon-pos': '0xabc' }, repositories: ['kelp/core'],
          metrics: [{ externalId: 'kelp-coin', metric: 'DevStars', day: '2026-05-02', value: '120' }, { externalId: 'kelp-coin', metric: 'DevCommits', day: '2026-05-02', value: '2' }],
        },
      ],
      refused: [],
    });
  });

  it('takes developer numbers of an asset without a repository, or all zeros, for unknown', () => {
    expect(described({ links: null }).rows[0]?.metrics).toEqual([]);
    expect(described({ developer_data: { stars: 0, commit_count_4_weeks: 0 } }).rows[0]?.metrics).toEqual([]);
  });

  it('takes posts where they are counted: 0 says that they are not', () => {
    const posts = (count: unknown) => described({ developer_data: null, community_data: { reddit_average_posts_48h: count, reddit_subscribers: 5_000 } });
    expect(posts(7.333)).toMatchObject({ rows: [{ metrics: [{ externalId: 'kelp-coin', metric: 'SocialCount', day: '2026-05-02', value: '7.333' }] }], refused: [] });
    for (const none of [0, null, undefined]) expect(posts(none)).toMatchObject({ rows: [{ metrics: [] }], refused: [] });
    expect(posts(-1)).toMatchObject({ rows: [{ metrics: [] }], refused: [{ reason: 'SocialCount is no count' }] });
  });

  it('does not say what an asset is without its categories: it might be a stablecoin', () => {
    expect(described({ categories: [] }).rows[0]).toMatchObject({ kind: null, ecosystem: 'polygon' });
  });

  it('refuses counts that are none', () => {
    expect(described({ developer_data: { stars: -4, commit_count_4_weeks: 1e300 } })).toMatchObject({ rows: [{ metrics: [] }], refused: [{ reason: 'DevStars is no count' }, { reason: 'DevCommits is no count' }] });
  });

  it('stands with nothing but a name', () => {
    const bare = toDescription(coinSchema.parse({ id: 'bare', symbol: 'b', name: 'Bare' }), NOW);
    expect(bare.rows[0]).toMatchObject({ kind: null, sectors: [], ecosystem: null, consensus: null, platforms: {}, repositories: [], metrics: [] });
  });
});
