import type { BinMatrix } from './bin-matrix';
import type { GrownTree } from './trees';

/**
 * Adds factor × the leaf that each row of `matrix` (with the borders that the tree was grown with) ends in to `out`. Rows with skip[row] = 1 are left out (null: none). Example: a tree of one leaf of
 * value 2 adds 2 × factor to every row.
 */
export function addTree(tree: GrownTree, matrix: BinMatrix, out: Float64Array, factor: number, skip: Uint8Array | null): void {
  const { columns, count, slots } = matrix;
  const { column, bin, missingLeft, left, value } = tree;
  const missingBin = slots - 1;
  for (let row = 0; row < count; row += 1) {
    if (skip && skip[row] === 1) continue;
    let node = 0;
    for (let at = column[0] as number; at >= 0; at = column[node] as number) {
      const code = columns[at * count + row] as number;
      const goesLeft = code === missingBin ? missingLeft[node] === 1 : code <= (bin[node] as number);
      node = (left[node] as number) + (goesLeft ? 0 : 1);
    }
    out[row] = (out[row] as number) + factor * (value[node] as number);
  }
}
