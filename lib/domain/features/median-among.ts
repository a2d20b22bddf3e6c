import { selectInPlace } from '../foundation/order-statistic';

/** Median of the first `count` values, of at least one, which are reordered. Example: `medianAmong([3, 1, 2], 3)` is 2. */
export function medianAmong(values: Float64Array, count: number): number {
  const middle = count >> 1;
  const upper = selectInPlace(values, middle, count);
  if (count % 2 === 1) return upper;
  let lower = values[0] as number;
  for (let i = 1; i < middle; i += 1) if ((values[i] as number) > lower) lower = values[i] as number;
  return (lower + upper) / 2;
}
