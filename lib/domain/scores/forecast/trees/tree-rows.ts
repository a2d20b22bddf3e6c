import type { BinMatrix } from './bin-matrix';
import type { Split } from './split';
import type { GrownTree } from './trees';

/** A tree while it grows. */
export type MutableTree = { -readonly [K in keyof GrownTree]: GrownTree[K] };

/** A root that holds `count` rows, with room for `maxLeaves` leaves. Example: 4 leaves have room for 7 nodes. */
export function emptyTree(maxLeaves: number, count: number): MutableTree {
  const size = 2 * maxLeaves - 1;
  return {
    nodes: 1,
    column: new Int16Array(size).fill(-1),
    bin: new Uint8Array(size),
    missingLeft: new Uint8Array(size),
    left: new Int32Array(size).fill(-1),
    value: new Float64Array(size),
    cover: Float64Array.from({ length: size }, (_, node) => (node === 0 ? count : 0)),
    gain: new Float64Array(size),
    start: new Int32Array(size),
    end: Int32Array.from({ length: size }, (_, node) => (node === 0 ? count : 0)),
  };
}

/**
 * Moves rows[start, end) of the left side to the front, both sides in their old order; returns where the right side begins.
 * `scratch` is as long as `rows`. Example: rows in bins 2, 0, 1 split after bin 0 become the second, the first, the third.
 */
export function partition({ columns, count, slots }: BinMatrix, rows: Int32Array, scratch: Int32Array, start: number, end: number, split: Split): number {
  const { column, bin } = split;
  const missing = split.missingLeft ? 1 : 0;
  const missingBin = slots - 1;
  const first = column * count;
  let left = start;
  let right = 0;
  for (let k = start; k < end; k += 1) {
    const row = rows[k] as number;
    const code = columns[first + row] as number;
    const goesLeft = code === missingBin ? missing : ((code - bin - 1) >>> 31);
    rows[left] = row;
    scratch[right] = row;
    left += goesLeft;
    right += 1 - goesLeft;
  }
  rows.set(scratch.subarray(0, right), left);
  return left;
}

/**
 * Writes leaf values −G ÷ (H + λ) from the gradients as they are, not as the grid rounds them (hessian null: 1 everywhere; 0 where
 * H + λ is 0). Example: gradients −1 and −2 without penalty make a leaf of 1.5.
 */
export function setValues(tree: MutableTree, rows: Int32Array, gradient: Float64Array, hessian: Float64Array | null, lambda: number): void {
  for (let node = 0; node < tree.nodes; node += 1) {
    if ((tree.column[node] as number) >= 0) continue;
    let g = 0;
    let h = 0;
    for (let k = tree.start[node] as number; k < (tree.end[node] as number); k += 1) {
      const row = rows[k] as number;
      g += gradient[row] as number;
      h += hessian ? (hessian[row] as number) : 1;
    }
    tree.value[node] = h + lambda > 0 ? (0 - g) / (h + lambda) : 0;
  }
}
