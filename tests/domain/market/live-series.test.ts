import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeSeries, type SourceSeries } from '@/lib/domain/market/live-series';

/** A series of consecutive days from 0; null is unknown. */
function series(source: string, close: readonly (number | null)[], supply: readonly (number | null)[] = [], marketCap: readonly (number | null)[] = [], from = 0): SourceSeries {
  const known = (values: readonly (number | null)[]): number[] => close.map((_, i) => values[i] ?? NaN);
  const days = close.map((_, i) => from + i);
  const last = { close: known(close), supply: known(supply), marketCap: known(marketCap) };
  return { source, days, ...last, first: last, answeredOn: days, restatedOn: days };
}

/** The same rows, all of one answer. */
const atOnce = (rows: SourceSeries): SourceSeries => ({ ...rows, answeredOn: rows.days.map(() => 99), restatedOn: rows.days.map(() => 99) });
/** The same rows as they were restated; further days follow as they were said first. */
function restated(before: SourceSeries, by: number, then: readonly number[] = []): SourceSeries {
  const rows = series(before.source, [...before.close.map((close) => close * by), ...then]);
  return { ...rows, first: { ...rows.first, close: [...before.close, ...then] } };
}

const judged = (...all: SourceSeries[]): string[] => judgeSeries(all).map(({ source, day, fault }) => `${source} ${day} ${fault}`);

it.each<[string, SourceSeries[], string[]]>([
  ['a spike of one day', [series('a', [1, 1, 150, 1])], ['a 2 jump']],
  ['a new level of three days', [series('a', [1, 1, 150, 150, 150])], []],
  ['a new level of two days', [series('a', [1, 1, 150, 150])], ['a 2 jump', 'a 3 jump']],
  ['49 times', [series('a', [1, 1, 49])], []],
  ['a fall to a 150th', [series('a', [150, 150, 1])], ['a 2 jump']],
  ['a first day that was wrong', [series('a', [150, 1, 1, 1])], ['a 0 jump']],
  ['a new level in one answer', [atOnce(series('a', [1, 1, 150, 150, 150]))], ['a 2 jump', 'a 3 jump', 'a 4 jump']],
  ['a second day that was wrong', [series('a', [1, 150])], ['a 1 jump']],
  ['a history restated by 100', [restated(series('a', [1, 1, 1]), 100)], ['a 0 restated', 'a 1 restated', 'a 2 restated']],
  ['a history restated by 100 and two days after it', [restated(series('a', [1, 1, 1]), 100, [100, 101])], []],
  ['a history restated by 100 with two days after it in the same answer', [atOnce(restated(series('a', [1, 1, 1]), 100, [100, 101]))], ['a 0 restated', 'a 1 restated', 'a 2 restated', 'a 3 jump', 'a 4 jump']],
  ['a history restated by 2', [restated(series('a', [1, 1, 1]), 2)], []],
  ['a jump that another source says too', [series('a', [1, 1, 150]), series('b', [1, 1, 149])], []],
  ['a jump that another source denies', [series('a', [1, 1, 150]), series('b', [1, 1, 1])], ['a 2 jump']],
  ['a source’s only day against another source', [series('a', [150], [], [], 3), series('b', [1, 1, 1])], ['a 3 jump']],
  ['two first days without any reference', [series('a', [150])], []],
  ['a jump after a gap beyond 30 days', [series('a', [1, 1]), series('a', [150], [], [], 40)], []],
  ['a supply of 20 times', [series('a', [1, 1, 1], [100, 100, 2000])], ['a 2 supply']],
  ['a supply of 20 times that stays', [series('a', [1, 1, 1, 1, 1], [100, 100, 2000, 2000, 2000])], []],
  ['a supply of 9 times', [series('a', [1, 1, 1], [100, 100, 900])], []],
  ['a market cap that implies 20 times the supply', [series('a', [1, 1, 1], [], [100, 100, 2000])], ['a 2 supply']],
  ['a market cap against close × supply', [series('a', [1, 1, 1], [100, 100, 100], [100, 100, 300])], ['a 2 cap']],
  ['a redenomination of 1,000 to 1', [series('a', [1, 1, 1000, 1000, 1000], [5000, 5000, 5, 5, 5])], ['a 2 redenomination', 'a 3 redenomination', 'a 4 redenomination']],
  ['a redenomination of 1 to 10 and back', [series('a', [1, 1, 0.1, 0.1, 1, 1], [10, 10, 100, 100, 10, 10])], []],
  ['a redenomination that another source follows', [series('a', [1, 1, 10], [100, 100, 10]), series('b', [1, 1, 10])], ['a 2 redenomination', 'b 2 redenomination']],
  ['a redenomination that another source has not made', [series('a', [1, 1, 10], [100, 100, 10]), series('b', [1, 1, 1])], ['a 2 redenomination']],
  ['a price of 4 times with the same supply', [series('a', [1, 1, 4], [100, 100, 100])], []],
  ['a market cap that is late by a day', [series('a', [1, 1, 4, 4, 4, 4], [], [100, 100, 100, 400, 400, 400])], []],
])('judges %s', (_, all, expected) => {
  expect(judged(...all)).toEqual(expected);
});

it('judges the same whatever the order of the sources, and calm markets not at all', () => {
  const price = fc.constantFrom(1, 1.1, 0.9, 150, 0.004);
  fc.assert(
    fc.property(fc.array(price, { minLength: 1, maxLength: 12 }), fc.array(price, { minLength: 1, maxLength: 12 }), (first, second) => {
      const [a, b] = [series('a', first), series('b', second)];
      expect(judged(a, b).sort()).toEqual(judged(b, a).sort());
      expect(judged(series('a', first.map((close) => Math.min(Math.max(close, 0.9), 1.1))))).toEqual([]);
    }),
    { seed: 11 },
  );
});

it('is the same in any unit of price', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(1, 2, 150, 0.004), { minLength: 2, maxLength: 12 }), fc.constantFrom(0.001, 7, 1000), (closes, unit) => {
      expect(judged(series('a', closes.map((close) => close * unit)))).toEqual(judged(series('a', closes)));
    }),
    { seed: 12 },
  );
});
