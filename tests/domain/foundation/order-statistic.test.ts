import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectInPlace } from '../../../lib/domain/foundation/order-statistic';
import { median, midRanks, quantile, quantileSorted, robustSigma } from '../../../lib/domain/foundation/statistics';

const numbers = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 1, maxLength: 60 });

describe('order statistics', () => {
  it('repeat their examples', () => {
    expect(selectInPlace(Float64Array.of(3, 1, 2), 1)).toBe(2);
    expect(selectInPlace(Float64Array.of(3, 1, 2, 0), 1, 3)).toBe(2);
    expect(median([3, 1, 2])).toBe(2);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([4, 2], 1)).toBe(4);
    expect(robustSigma([1, 2, 3, 4, 100])).toBe(1.4826);
    expect(robustSigma([])).toBeNaN();
  });

  it('are what sorting gives, and leave the smaller before and the larger after', () => {
    fc.assert(fc.property(numbers, fc.nat(), (list, any) => {
      const values = Float64Array.from(list);
      const rank = any % list.length;
      const sorted = Float64Array.from(list).sort();
      const found = selectInPlace(values, rank);
      expect(found === sorted[rank]).toBe(true);
      expect(values.subarray(0, rank).every((value) => value <= found) && values.subarray(rank).every((value) => value >= found)).toBe(true);
      expect(Float64Array.from(values).sort().map((value) => value + 0)).toEqual(sorted.map((value) => value + 0));
    }), { numRuns: 2000, seed: 31 });
  });

  it('give the same quantiles as a sorted list, to the last bit', () => {
    fc.assert(fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (list, probability) => {
      const sorted = Float64Array.from(list).sort();
      expect(quantile(list, probability) + 0).toBe(quantileSorted(sorted, probability) + 0);
    }), { numRuns: 2000, seed: 32 });
  });

  it('ranks: ties share the mean of the places that they take', () => {
    expect([...midRanks([10, 20, 20])]).toEqual([1, 2.5, 2.5]);
    fc.assert(fc.property(numbers, (list) => {
      const expected = list.map((value) => list.filter((other) => other < value).length + (list.filter((other) => other === value).length + 1) / 2);
      expect([...midRanks(list)]).toEqual(expected);
    }), { numRuns: 1000, seed: 33 });
  });
});
