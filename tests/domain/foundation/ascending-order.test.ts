import { describe, expect, it } from 'vitest';
import { ascending } from '@/lib/domain/foundation/ascending-order';
import { radixOrder } from '@/lib/domain/foundation/radix-order';
import { createRng } from '@/lib/domain/foundation/rng';

/** The order by comparison: by value, then by place. */
const compared = (values: readonly number[]) => values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
const ordered = (values: readonly number[]) => {
  const { values: sorted, places } = ascending(values);
  const order = [...places.subarray(0, values.length)];
  expect([...sorted.subarray(0, values.length)]).toEqual(order.map((place) => (values[place] as number) + 0));
  expect([...radixOrder(values, values.length).subarray(0, values.length)]).toEqual(order);
  return order;
};

describe('ascending', () => {
  it.each([
    ['its example', [3, 1, 2]],
    ['nothing', []],
    ['one', [7]],
    ['negatives before positives', [1, -1, -2, 2, -1e-300, 1e-300, -1e300, 1e300]],
    ['both zeros as one, by place', [0, -0, 1, -0, 0, -1]],
    ['infinities at the ends', [Infinity, 0, -Infinity, 5]],
    ['neighbouring floats', [1 + 2 ** -52, 1, 1 - 2 ** -53, 1 + 2 ** -51]],
    ['all equal', [4, 4, 4]],
  ])('%s', (_, values) => {
    expect(ordered(values)).toEqual(compared(values));
  });

  it('is the order by comparison of thousands, whatever was ordered before', () => {
    const rng = createRng(9);
    for (const count of [2000, 10, 257]) {
      const values = Array.from({ length: count }, (_, i) => (i % 5 === 0 ? Math.round(4 * rng.normal()) : Math.exp(20 * rng.normal()) * (rng.next() < 0.5 ? 1 : -1)));
      expect(ordered(values)).toEqual(compared(values));
    }
    const close = Array.from({ length: 3000 }, () => 1 + 1e-12 * rng.int(900));
    expect(ordered(close)).toEqual(compared(close));
    const crowded = Array.from({ length: 3000 }, (_, i) => (i === 0 ? -1e18 : rng.normal()));
    expect(ordered(crowded)).toEqual(compared(crowded));
    const idle = Array.from({ length: 3000 }, () => (rng.next() < 0.3 ? 0 : Math.exp(rng.normal())));
    expect(ordered(idle)).toEqual(compared(idle));
    expect([...ascending([9, 8, 7, 6], 2).places.subarray(0, 2)]).toEqual([1, 0]);
  });
});
