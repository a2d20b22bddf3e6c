import { MISSING_BIN } from './rules';

/**
 * Samples as bins: row-major, count × stride bytes, where stride is the number of columns made up to a multiple of four (the rest is
 * zero), and `features` tells which feature a column is of. 255 is missing.
 */
export interface BinMatrix {
  readonly bins: Uint8Array;
  readonly count: number;
  readonly stride: number;
  readonly features: Int32Array;
}

/** Cells of the table that finds a value's bin. */
const CELLS = 1024;

const strideOf = (columns: number) => (columns + 3) & ~3;

/** How values of one feature find their bin: a table by equal steps narrows the borders to a few, halving finds the one. */
function binOne(values: Float32Array, width: number, count: number, feature: number, edges: Float32Array, out: Uint8Array, stride: number): void {
  const first = edges[0] ?? 0;
  const span = (edges[edges.length - 1] ?? 0) - first;
  const scale = span > 0 ? (CELLS - 1) / span : 0;
  const cellOf = (value: number) => Math.max(0, Math.min(CELLS - 1, (value - first) * scale)) | 0;
  const start = new Int32Array(CELLS + 1);
  for (const edge of edges) start[cellOf(edge) + 1] = (start[cellOf(edge) + 1] as number) + 1;
  for (let c = 0; c < CELLS; c += 1) start[c + 1] = (start[c + 1] as number) + (start[c] as number);
  for (let i = 0, from = feature, to = feature; i < count; i += 1, from += width, to += stride) {
    const value = values[from] as number;
    if (value !== value) {
      out[to] = MISSING_BIN;
      continue;
    }
    const cell = Math.max(0, Math.min(CELLS - 1, (value - first) * scale)) | 0;
    let low = start[cell] as number;
    let high = start[cell + 1] as number;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edges[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    out[to] = low;
  }
}

/**
 * Puts each value (row-major, count × width, NaN missing) into its bin: the number of borders of its feature that are below it.
 * Example: with borders 1.5 and 3 the values 1, 3, 4 and NaN are in bins 0, 1, 2 and 255.
 */
export function binValues(values: Float32Array, width: number, count: number, edges: readonly Float32Array[]): BinMatrix {
  const stride = strideOf(width);
  const bins = new Uint8Array(count * stride);
  edges.forEach((borders, feature) => binOne(values, width, count, feature, borders, bins, stride));
  return { bins, count, stride, features: Int32Array.from({ length: width }, (_, feature) => feature) };
}

/**
 * The chosen rows (repeats allowed) and columns as a matrix of their own, rows in the order given.
 * Example: rows 2, 2 and column 0 of any matrix make two equal rows of one bin.
 */
export function selectMatrix(matrix: BinMatrix, rows: Int32Array, columns: Int32Array): BinMatrix {
  const stride = strideOf(columns.length);
  const bins = new Uint8Array(rows.length * stride);
  const { bins: source, stride: from } = matrix;
  const whole = columns.length === matrix.features.length;
  for (let k = 0; k < rows.length; k += 1) {
    const at = (rows[k] as number) * from;
    const to = k * stride;
    if (whole) for (let c = 0; c < stride; c += 1) bins[to + c] = source[at + c] as number;
    else for (let c = 0; c < columns.length; c += 1) bins[to + c] = source[at + (columns[c] as number)] as number;
  }
  return { bins, count: rows.length, stride, features: columns.map((column) => matrix.features[column] as number) };
}
