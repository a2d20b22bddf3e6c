import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { closeOf, keyOf, toCloses, toHistory, toQuotes } from '@/lib/providers/defillama/transform-prices';
import { PLAIN } from '../../support/source-answers';
import { at, NOW, told } from './fixtures';

const DAY = isoDay('2026-05-01');
const CLOSE = at('2026-05-02');
const SPAN = { from: isoDay('2026-04-01'), to: DAY };
const coin = (fields: Record<string, unknown> = {}) => ({ 'coingecko:kelp-coin': { symbol: 'KELP', price: 1.25e-7, timestamp: CLOSE - 290, confidence: 0.99, ...fields } });
const closes = (fields: Record<string, unknown>) => toCloses(['kelp-coin'], coin(fields), DAY);

describe('closes of one day', () => {
  it('are the samples nearest to 00:00 of the next', () => {
    expect(closeOf(DAY)).toBe(CLOSE);
    expect(closes({})).toEqual({ rows: [{ externalId: 'kelp-coin', day: DAY, close: '0.000000125', tradedValue: null, marketCap: null, circulatingSupply: null, open: null, high: null, low: null }], refused: [] });
  });

  it('are asked by ids of CoinGecko, or by chain and address', () => {
    expect([keyOf('bitcoin'), keyOf('base:0xabc')]).toEqual(['coingecko:bitcoin', 'base:0xabc']);
  });

  it.each<[string, Record<string, unknown>]>([['no confidence', { confidence: undefined }], ['a confidence of null', { confidence: null }], ['an hour before', { timestamp: CLOSE - 3_600 }], ['an hour after', { timestamp: CLOSE + 3_600 }], ['new fields', { decimals: 18, more: [1] }]])('stand with %s', (_, fields) => {
    expect(closes(fields)).toMatchObject({ rows: [{ close: '0.000000125' }], refused: [] });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a sample too early', { timestamp: CLOSE - 3_601 }, 'the sample is 60 minutes away from the close'],
    ['a sample too late', { timestamp: CLOSE + 7_300 }, 'the sample is 2 hours away from the close'],
    ['the price of an asset that died', { timestamp: at('2024-01-01') }, 'the sample is 20448 hours away from the close'],
    ['milliseconds', { timestamp: CLOSE * 1_000 }, 'away from the close'],
    ['doubt', { confidence: 0.5 }, 'confidence 0.5 is below 0.9'],
    ['zero', { price: 0 }, 'zero close'],
    ['a negative price', { price: -2 }, 'negative close'],
    ['1e308', { price: 1e308 }, 'close above 1000000000000 (no real price)'],
    ['null', { price: null }, 'close is unknown (blank)'],
    ['text', { price: '1' }, 'price: expected number, received string'],
    ['NaN', { price: Number.NaN }, 'price: expected number, received NaN'],
    ['no time', { timestamp: undefined }, 'timestamp: expected number, received undefined'],
  ])('refuse %s by name', (_, fields, reason) => {
    const { rows, refused } = closes(fields);
    expect(rows).toEqual([]);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ subject: 'kelp-coin', about: '2026-05-01' });
    expect(refused[0]?.reason).toContain(reason);
  });

  it('name what is missing', () => {
    expect(told(toCloses(['kelp-coin', 'gone'], coin(), DAY).refused)).toEqual(['gone: not in the answer']);
  });
});

describe('prices of the moment', () => {
  it('carry their own time', () => {
    expect(toQuotes(['kelp-coin'], coin({ timestamp: at('2026-05-02T09:58:20Z') }), NOW).rows).toEqual([
      { externalId: 'kelp-coin', price: '0.000000125', marketCap: null, circulatingSupply: null, tradedValue24h: null, change24h: null, quotedAt: new Date('2026-05-02T09:58:20Z') },
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a price of yesterday', { timestamp: at('2026-05-01T09:59:59Z') }, 'the price is older than a day'],
    ['a price of tomorrow', { timestamp: at('2026-05-03') }, 'the price is from the future'],
    ['doubt', { timestamp: CLOSE, confidence: 0.2 }, 'confidence 0.2 is below 0.9'],
    ['zero', { timestamp: CLOSE, price: 0 }, 'zero price'],
  ])('refuse %s', (_, fields, reason) => {
    expect(toQuotes(['kelp-coin'], coin(fields), NOW)).toMatchObject({ rows: [], refused: [{ reason }] });
  });
});

describe('a chart', () => {
  const history = (prices: unknown[], confidence: number | null = 0.99) => toHistory('kelp-coin', { prices, confidence }, SPAN, NOW);

  it('has one close a day, the sample nearer to 00:00 of two, in order', () => {
    const { rows, refused } = history([
      { timestamp: at('2026-04-12') + 60, price: 3 },
      { timestamp: at('2026-04-11') - 300, price: 2 },
      { timestamp: at('2026-04-11') + 20, price: 2.5 },
      { timestamp: at('2026-03-01'), price: 9 },
    ]);
    expect(rows.map(({ day, close }) => [day, close])).toEqual([['2026-04-10', '2.5'], ['2026-04-11', '3']]);
    expect(refused).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['a sample at noon', { timestamp: at('2026-04-11T12:00:00Z') - 1, price: 2 }, 'the sample is 12 hours away from the close'],
    ['the day that is not over', { timestamp: at('2026-05-03'), price: 2 }, 'future day: its clock is wrong, and nothing of the answer is taken'],
    ['a price of 0', { timestamp: at('2026-04-11'), price: 0 }, 'zero close'],
    ['a pair', [at('2026-04-11'), 2], 'expected object, received array'],
    ['a time that is none', { timestamp: -1e300, price: 2 }, 'a time that is no date'],
    ['a time beyond all time', { timestamp: 1e300, price: 2 }, 'future day: its clock is wrong, and nothing of the answer is taken'],
    ['the stone age', { timestamp: at('1999-04-11'), price: 2 }, 'day before the first crypto-asset (2009-01-03)'],
  ])('refuses %s', (_, point, reason) => {
    expect(history([point])).toMatchObject({ rows: [], refused: [{ subject: 'kelp-coin', reason }] });
  });

  it('in doubt is refused as a whole', () => {
    expect(history([{ timestamp: at('2026-04-11'), price: 2 }], 0.4)).toMatchObject({ rows: [], refused: [{ reason: 'confidence 0.4 is below 0.9' }] });
  });

  it('never emits what is not a plain positive number of an asked day', () => {
    const wild = fc.oneof(fc.double(), fc.constant(null), fc.string(), fc.constantFrom(1e308, 5e-324, 1e21, -0));
    const when = fc.oneof(fc.integer({ min: at('2026-03-25'), max: at('2026-05-10') }), fc.double());
    fc.assert(
      fc.property(fc.array(fc.record({ timestamp: when, price: wild }), { maxLength: 40 }), (prices) => {
        const { rows } = history(prices);
        for (const { day, close } of rows) expect([day >= SPAN.from && day <= SPAN.to, PLAIN.test(close ?? '')]).toEqual([true, true]);
        expect(new Set(rows.map(({ day }) => day)).size).toBe(rows.length);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
