import { LEAST_SLOTS } from './rules';

/**
 * Samples as bins, twice: `words` row after row for sums over whole rows (count × stride / 4 words of four bins, the first in the
 * lowest byte, made up to a multiple of eight columns with zeros), `columns` column after column for looking at one (width × count).
 * `slots` is the room for the bins of one feature, the same for all and a power of two: the last, slots − 1, is the missing one.
 */
export interface BinMatrix {
  readonly words: Int32Array;
  readonly columns: Uint8Array;
  readonly count: number;
  readonly stride: number;
  readonly slots: number;
  readonly width: number;
}

/** Cells of the table that finds a value's bin. */
const CELLS = 1024;

/** How values of one feature find their bin: a table by equal steps narrows the borders to a few, halving finds the one. */
function binOne(values: Float32Array, width: number, count: number, feature: number, edges: Float32Array, out: Uint8Array, missing: number): void {
  const cells = CELLS;
  const first = edges[0] ?? 0;
  const span = (edges[edges.length - 1] ?? 0) - first;
  const scale = span > 0 ? (cells - 1) / span : 0;
  const cellOf = (value: number) => Math.max(0, Math.min(cells - 1, (value - first) * scale)) | 0;
  const start = new Int32Array(cells + 1);
  for (const edge of edges) start[cellOf(edge) + 1] = (start[cellOf(edge) + 1] as number) + 1;
  for (let c = 0; c < cells; c += 1) start[c + 1] = (start[c + 1] as number) + (start[c] as number);
  for (let i = 0, from = feature; i < count; i += 1, from += width) {
    const value = values[from] as number;
    if (value !== value) {
      out[i] = missing;
      continue;
    }
    const cell = Math.max(0, Math.min(cells - 1, (value - first) * scale)) | 0;
    let low = start[cell] as number;
    let high = start[cell + 1] as number;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edges[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    out[i] = low;
  }
}

function withWords(columns: Uint8Array, count: number, width: number, slots: number): BinMatrix {
  const stride = (width + 7) & ~7;
  const wordsPerRow = stride / 4;
  const words = new Int32Array(count * wordsPerRow);
  for (let c = 0; c < width; c += 1) {
    const shift = 8 * (c & 3);
    const first = c * count;
    for (let row = 0, at = c >> 2; row < count; row += 1, at += wordsPerRow) {
      words[at] = (words[at] as number) | ((columns[first + row] as number) << shift);
    }
  }
  return { words, columns, count, stride, slots, width };
}

/**
 * Puts each value (row-major, count × width, NaN missing) into its bin: the number of borders of its feature that are below it.
 * Example: with borders 1.5 and 3 the values 1, 3, 4 and NaN are in bins 0, 1, 2 and 15.
 */
export function binValues(values: Float32Array, width: number, count: number, edges: readonly Float32Array[]): BinMatrix {
  const most = edges.reduce((longest, borders) => Math.max(longest, borders.length), 0) + 1;
  let slots = LEAST_SLOTS;
  while (slots < most + 1) slots *= 2;
  const columns = new Uint8Array(count * width);
  edges.forEach((borders, feature) => binOne(values, width, count, feature, borders, columns.subarray(feature * count, (feature + 1) * count), slots - 1));
  return withWords(columns, count, width, slots);
}

/**
 * Columns with a value in any row, ascending: what trees draw among, so that a feature nobody has yet changes no model. Example: of a column of missing
 * values and one with a single value, the second.
 */
export function presentColumns({ columns, count, width, slots }: BinMatrix): Int32Array {
  const missing = slots - 1;
  return Int32Array.from({ length: width }, (_, column) => column).filter((column) => columns.subarray(column * count, (column + 1) * count).some((bin) => bin !== missing));
}
