import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { toHistory } from '@/lib/providers/exchanges/transform-bars';
import { measureBook } from '@/lib/providers/exchanges/transform-book';
import { intervalHours, perpsOf } from '@/lib/providers/exchanges/transform-perps';
import type { Market } from '@/lib/providers/exchanges/schema';

const NOW = new Date('2026-05-04T10:00:00Z');
const SPAN = { from: isoDay('2026-05-01'), to: isoDay('2026-05-04') };
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const bar = (day: string, fields: readonly unknown[] = [10, 12, 9, 11, 100]): unknown[] => [at(day), ...fields];
const history = (bars: readonly unknown[], now = NOW) => toHistory('BTC/USD', bars, SPAN, now);
const days = (bars: readonly unknown[], now = NOW): string[] => history(bars, now).rows.map(({ day }) => day);
const reasons = (bars: readonly unknown[]): string[] => history(bars).refused.map(({ reason }) => reason);

describe('daily bars', () => {
  it('are the days that they begin', () => {
    expect(history([bar('2026-05-01')])).toEqual({ rows: [{ externalId: 'BTC/USD', day: '2026-05-01', close: '11', tradedValue: '1050', marketCap: null, circulatingSupply: null, open: '10', high: '12', low: '9' }], refused: [] });
  });

  it.each<[string, readonly unknown[], string]>([
    ['the turnover that the exchange tells', [10, 12, 9, 11, 100, 1_111], '1111'],
    ['else volume at the middle of open and close', [10, 12, 9, 11, 100, Number.NaN], '1050'],
    ['nothing where nothing was traded', [10, 10, 10, 10, 0, 0], '0'],
  ])('trade %s', (_, fields, tradedValue) => {
    expect(history([bar('2026-05-01', fields)])).toMatchObject({ rows: [{ tradedValue }], refused: [] });
  });

  it('do not take a turnover at prices that the day did not see, but keep the prices', () => {
    expect(history([bar('2026-05-01', [10, 12, 9, 11, 100, 2_000])])).toMatchObject({ rows: [{ close: '11', tradedValue: null }], refused: [{ reason: 'traded value contradicts volume and price' }] });
  });

  it('leave out the running day by the clock, and a day that an exchange ahead of us has begun', () => {
    const bars = [bar('2026-05-02'), bar('2026-05-03'), bar('2026-05-04')];
    expect(days(bars)).toEqual(['2026-05-02', '2026-05-03']);
    // Six minutes past midnight the day is over for any clock; four minutes past it may not be.
    expect(days(bars, new Date('2026-05-04T00:06:00Z'))).toEqual(['2026-05-02', '2026-05-03']);
    expect(days(bars, new Date('2026-05-04T00:04:00Z'))).toEqual(['2026-05-02']);
    expect(toHistory('BTC/USD', bars, SPAN, new Date('2026-05-03T23:57:00Z'))).toMatchObject({ rows: [{ day: '2026-05-02' }], refused: [] });
  });

  it('come in any order and outside the span', () => {
    expect(days([bar('2026-05-03'), bar('2026-04-30'), bar('2026-05-01'), bar('2026-05-02')])).toEqual(['2026-05-01', '2026-05-02', '2026-05-03']);
  });

  it.each<[string, unknown[], string]>([
    ['a future day', bar('2026-05-06'), 'future day: its clock is wrong, and nothing of the answer is taken'],
    ['a far future', [1e15 - (1e15 % 86_400_000), 10, 12, 9, 11, 1], 'a time that is no date'],
    ['seconds for milliseconds', [at('2026-05-01') / 1_000, 10, 12, 9, 11, 1], 'a day that does not begin at 00:00 UTC'],
    ['half a millisecond', [at('2026-05-01') + 0.5, 10, 12, 9, 11, 1], 'a time that is no date'],
    ['a day of Hong Kong', [at('2026-05-01') - 8 * 3_600_000, 10, 12, 9, 11, 1], 'a day that does not begin at 00:00 UTC'],
    ['NaN', bar('2026-05-01', [10, 12, 9, Number.NaN, 1]), 'a bar that is not as described: 4: expected number, received NaN'],
    ['nothing', bar('2026-05-01', [10, 12, 9, undefined, 1]), 'a bar that is not as described: 4: expected number, received undefined'],
    ['text', bar('2026-05-01', [10, 12, 9, '11', 1]), 'a bar that is not as described: 4: expected number, received string'],
    ['infinity', bar('2026-05-01', [10, 12, 9, Infinity, 1]), 'a bar that is not as described: 4: expected number, received Infinity'],
    ['no volume', bar('2026-05-01', [10, 12, 9, 11]), 'a bar that is not as described: 5: expected number, received undefined'],
    ['no bar', null as unknown as unknown[], 'a bar that is not as described: expected tuple, received null'],
    ['a negative close', bar('2026-05-01', [10, 12, 9, -11, 1]), 'negative close'],
    ['a zero', bar('2026-05-01', [0, 12, 0, 11, 1]), 'zero open'],
    ['1e308', bar('2026-05-01', [10, 1e308, 9, 11, 1]), 'high above 1000000000000 (no real price)'],
    ['a high below the low', bar('2026-05-01', [10, 9, 12, 10, 1]), 'high is below low'],
    ['a close above the high', bar('2026-05-01', [10, 12, 9, 13, 1]), 'open or close above high'],
    ['an open below the low', bar('2026-05-01', [8, 12, 9, 11, 1]), 'open or close below low'],
  ])('with %s are refused, the others stand', (_, wrong, reason) => {
    const { rows, refused } = history([bar('2026-05-02'), wrong]);
    expect(refused.map((refusal) => [refusal.subject, refusal.reason])).toEqual([['BTC/USD', reason]]);
    expect(rows.map(({ day }) => day)).toEqual(reason.includes('00:00 UTC') || reason.includes('nothing of the answer') ? [] : ['2026-05-02']);
  });

  it.each([[-5, 'negative volume'], [1e300, 'traded value above 1000000000000000 (not possible)']])('with a volume of %d keep their prices', (volume, reason) => {
    expect(history([bar('2026-05-01', [10, 12, 9, 11, volume])])).toMatchObject({ rows: [{ close: '11', tradedValue: null }], refused: [{ reason }] });
  });

  it('of one day that come twice: the first stands', () => {
    const twice = [bar('2026-05-01'), bar('2026-05-01', [10, 99, 9, 98, 100])];
    expect([history(twice).rows.map(({ close }) => close), reasons(twice)]).toEqual([['11'], ['a day came twice (the first stands)']]);
  });

  it('wrong in the same way are told once', () => {
    expect(reasons([bar('2026-06-01'), bar('2026-06-02'), bar('2026-06-03')])).toEqual(['future day: its clock is wrong, and nothing of the answer is taken: 3 bars']);
  });
});

const reach = (amount = 1): { bids: [number, number][]; asks: [number, number][] } => ({ bids: [[99, amount], [98.5, amount], [97, amount]], asks: [[101, amount], [101.5, amount], [103, amount]] });
const faultOf = (book: Parameters<typeof measureBook>[0]): unknown => {
  const { bidUsd } = measureBook(book);
  return bidUsd.ok ? null : bidUsd.reason;
};

describe('an order book', () => {
  it('has a spread and, on each side, the value within 2 % of its middle', () => {
    expect(measureBook(reach(2))).toEqual({ mid: 100, spreadBps: { ok: true, value: 200 }, bidUsd: { ok: true, value: 2 * (99 + 98.5) }, askUsd: { ok: true, value: 2 * (101 + 101.5) } });
  });

  it('counts an order exactly on the edge', () => {
    const { bids, asks } = reach();
    const edge = measureBook({ bids: [...bids, [98, 1]], asks: [...asks, [102, 1]] });
    expect([edge.bidUsd, edge.askUsd]).toEqual([{ ok: true, value: 99 + 98.5 + 98 }, { ok: true, value: 101 + 101.5 + 102 }]);
  });

  it('in any order, with emptied levels, is the same', () => {
    const { bids, asks } = reach();
    expect(measureBook({ bids: [[99.9, 0], ...bids].reverse() as [number, number][], asks: [...asks].reverse() })).toEqual(measureBook(reach()));
  });

  it('that ends before 2 % has no depth, but a spread', () => {
    const { spreadBps, bidUsd, askUsd } = measureBook({ bids: [[99, 1]], asks: reach().asks });
    expect([spreadBps.ok, bidUsd, askUsd.ok]).toEqual([true, { ok: false, reason: "the book's bids end before 2 % of the price: only a lower bound of the depth" }, true]);
  });

  it('with nothing within 2 % has no depth: nobody can trade there, which is no 0 to divide by', () => {
    expect(measureBook({ bids: [[90, 1]], asks: [[110, 1]] }).bidUsd).toEqual({ ok: false, reason: 'no bids within 2 % of the price' });
  });

  it.each<[string, Parameters<typeof measureBook>[0], string]>([
    ['nothing', { bids: [], asks: [] }, 'the book is empty'],
    ['emptied levels only', { bids: [[1, 0]], asks: [[2, 0]] }, 'the book is empty'],
    ['no bids', { bids: [], asks: [[1, 1]] }, 'one side of the book is empty'],
    ['no asks', { bids: [[1, 1]], asks: [] }, 'one side of the book is empty'],
    ['bid above ask', { bids: [[101, 1]], asks: [[100, 1]] }, 'the book is crossed (bid not below ask)'],
    ['bid at ask', { bids: [[100, 1]], asks: [[100, 1]] }, 'the book is crossed (bid not below ask)'],
    ['a negative price', { bids: [[-1, 1]], asks: [[1, 1]] }, 'a price or size in the book is not possible'],
    ['a zero price', { bids: [[0, 1]], asks: [[1, 1]] }, 'a price or size in the book is not possible'],
    ['a negative size', { bids: [[1, -1]], asks: [[2, 1]] }, 'a price or size in the book is not possible'],
    ['a bid of dust', { bids: [[0.001, 1]], asks: [[100, 1]] }, 'the book has no price (bid and ask are worlds apart)'],
  ])('of %s tells nothing', (_, book, reason) => {
    expect(faultOf(book)).toBe(reason);
    expect(measureBook(book).spreadBps).toEqual({ ok: false, reason });
    expect(measureBook(book).mid).toBeNaN();
  });
});

describe('perpetual contracts', () => {
  const contract = (base: string, quote: string, fields: Partial<Market> = {}): Market => ({ id: `${base}${quote}`, symbol: `${base}/${quote}:${quote}`, base, quote, swap: true, active: true, info: {}, ...fields });

  it.each([['8h', 8], ['1h', 1], ['4h', 4], ['0h', Number.NaN], ['8d', Number.NaN], ['', Number.NaN], [null, Number.NaN]])('are paid every %s: %d hours', (interval, hours) => {
    expect(intervalHours(interval)).toBe(hours);
  });

  it('on an asset: those in USDT first; a thousandfold only where there is no other', () => {
    const markets = [contract('BTC', 'USDC'), contract('BTC', 'USDT'), contract('1000PEPE', 'USDT'), contract('1000SATS', 'USDT'), contract('SATS', 'USDT'), contract('BTC', 'EUR'), contract('BTC', 'USD', { active: false }), contract('BTC', 'USD', { swap: false })];
    expect(perpsOf('BTC', markets).map(({ market }) => market.quote)).toEqual(['USDT', 'USDC']);
    expect(perpsOf('PEPE', markets)).toMatchObject([{ units: 1_000, market: { base: '1000PEPE' } }]);
    expect(perpsOf('SATS', markets)).toMatchObject([{ units: 1, market: { base: 'SATS' } }]);
    expect(perpsOf('1000SATS', markets)).toMatchObject([{ units: 1, market: { base: '1000SATS' } }]);
    expect(perpsOf('ETH', markets)).toEqual([]);
  });
});
