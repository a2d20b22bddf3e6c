/**
 * The value that would stand at `rank` (from 0) if the first `count` of `values`, all without it, were sorted ascending; reorders `values` so that nothing before that place
 * is larger and nothing after it smaller. Expects complete data (no NaN) and a rank inside it. Hoare's selection with the middle
 * of three as pivot: time in proportion to the length. Example: rank 1 of 3, 1, 2 is 2.
 */
export function selectInPlace(values: Float64Array, rank: number, count = values.length): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = middleOf(values[low] as number, values[(low + high) >> 1] as number, values[high] as number);
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] as number) < pivot) left += 1;
      while ((values[right] as number) > pivot) right -= 1;
      if (left > right) break;
      const moved = values[left] as number;
      values[left] = values[right] as number;
      values[right] = moved;
      left += 1;
      right -= 1;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank] as number;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
