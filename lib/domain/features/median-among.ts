/** Median of the first `count` values, of at least one, which are reordered. Example: `medianAmong([3, 1, 2], 3)` is 2. */
export function medianAmong(values: Float64Array, count: number): number {
  const middle = count >> 1;
  const upper = select(values, count, middle);
  if (count % 2 === 1) return upper;
  let lower = values[0] as number;
  for (let i = 1; i < middle; i += 1) if ((values[i] as number) > lower) lower = values[i] as number;
  return (lower + upper) / 2;
}

/** Brings the value of rank `rank` among the first `count` to its place, smaller ones before it (Hoare's quickselect); returns it. */
function select(values: Float64Array, count: number, rank: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = values[rank] as number;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] as number) < pivot) i += 1;
      while ((values[j] as number) > pivot) j -= 1;
      if (i > j) break;
      const swapped = values[i] as number;
      values[i] = values[j] as number;
      values[j] = swapped;
      i += 1;
      j -= 1;
    }
    if (j < rank) low = i;
    if (i > rank) high = j;
  }
  return values[rank] as number;
}
