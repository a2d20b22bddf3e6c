import { invariant } from '../../../foundation/invariant';
import type { BinMatrix } from './bin-matrix';
import { BIN_STRIDE, MAX_SAMPLES } from './rules';

/**
 * Gradients on a grid of whole numbers, a count packed above them: `packed` holds unit + gradient ÷ scale for each sample, so that one
 * sum tells how many samples and how much gradient, exactly and in any order. `hessian` (÷ hessianScale) is null where it is 1 everywhere.
 */
export interface GridGradients {
  readonly packed: Float64Array;
  readonly hessian: Float64Array | null;
  readonly unit: number;
  readonly scale: number;
  readonly hessianScale: number;
}

/** Sums of one leaf: columns × 256 bins of packed gradients, and of hessians where these differ. */
export interface Histogram {
  readonly packed: Float64Array;
  readonly hessian: Float64Array | null;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i += 1) most = Math.max(most, Math.abs(values[i] as number));
  return most;
}

/**
 * Rounds gradients (and hessians, null where all are 1) to the finest grid whose sums stay exact in a double: with 2^17 samples
 * a gradient has 2^18 steps. At most 2^22 samples. Example: for gradients 1 and −0.5 the packed values differ by 1.5 ÷ scale.
 */
export function toGrid(gradient: Float64Array, hessian: Float64Array | null): GridGradients {
  const n = gradient.length;
  invariant(n > 0 && n <= MAX_SAMPLES, 'the number of samples must be between 1 and 2^22');
  const unit = 2 ** (51 - Math.ceil(Math.log2(n + 1)));
  const steps = Math.floor(unit / 2 / n) - 1;
  const scale = (largest(gradient) || 1) / steps;
  const packed = new Float64Array(n);
  for (let i = 0; i < n; i += 1) packed[i] = unit + Math.round((gradient[i] as number) / scale);
  if (!hessian) return { packed, hessian: null, unit, scale, hessianScale: 1 };
  const hessianScale = (largest(hessian) || 1) / steps;
  return { packed, hessian: hessian.map((value) => Math.round(value / hessianScale)), unit, scale, hessianScale };
}

/** An empty histogram of `stride` columns. Example: two columns have 512 bins. */
export function createHistogram(stride: number, withHessian: boolean): Histogram {
  const length = stride * BIN_STRIDE;
  return { packed: new Float64Array(length), hessian: withHessian ? new Float64Array(length) : null };
}

/** Four columns a step keep the processor's loads independent of each other. */
function sumPacked(out: Float64Array, { bins, stride }: BinMatrix, rows: Int32Array, start: number, end: number, packed: Float64Array): void {
  const last = stride * BIN_STRIDE;
  for (let k = start; k < end; k += 1) {
    const row = rows[k] as number;
    const value = packed[row] as number;
    let at = row * stride;
    for (let base = 0; base < last; base += 4 * BIN_STRIDE, at += 4) {
      const a = base + (bins[at] as number);
      const b = base + BIN_STRIDE + (bins[at + 1] as number);
      const c = base + 2 * BIN_STRIDE + (bins[at + 2] as number);
      const d = base + 3 * BIN_STRIDE + (bins[at + 3] as number);
      out[a] = (out[a] as number) + value;
      out[b] = (out[b] as number) + value;
      out[c] = (out[c] as number) + value;
      out[d] = (out[d] as number) + value;
    }
  }
}

function sumBoth(out: Float64Array, outH: Float64Array, { bins, stride }: BinMatrix, rows: Int32Array, start: number, end: number, packed: Float64Array, hessian: Float64Array): void {
  const last = stride * BIN_STRIDE;
  for (let k = start; k < end; k += 1) {
    const row = rows[k] as number;
    const value = packed[row] as number;
    const weight = hessian[row] as number;
    let at = row * stride;
    for (let base = 0; base < last; base += 2 * BIN_STRIDE, at += 2) {
      const a = base + (bins[at] as number);
      const b = base + BIN_STRIDE + (bins[at + 1] as number);
      out[a] = (out[a] as number) + value;
      outH[a] = (outH[a] as number) + weight;
      out[b] = (out[b] as number) + value;
      outH[b] = (outH[b] as number) + weight;
    }
  }
}

/**
 * Sums the gradients of rows[start, end) by column and bin into `out`, which is emptied first.
 * Example: one row adds its packed gradient to one bin of every column.
 */
export function fillHistogram(out: Histogram, matrix: BinMatrix, rows: Int32Array, start: number, end: number, grid: GridGradients): void {
  out.packed.fill(0);
  if (out.hessian && grid.hessian) {
    out.hessian.fill(0);
    sumBoth(out.packed, out.hessian, matrix, rows, start, end, grid.packed, grid.hessian);
  } else sumPacked(out.packed, matrix, rows, start, end, grid.packed);
}

/** Turns the histogram of a parent into that of one child by taking the other child's away; exact. Example: 5 in a bin less 2 leaves 3. */
export function subtractHistogram(parent: Histogram, child: Histogram): void {
  const pairs = [[parent.packed, child.packed], [parent.hessian, child.hessian]] as const;
  for (const [from, less] of pairs) if (from && less) for (let i = 0; i < from.length; i += 1) from[i] = (from[i] as number) - (less[i] as number);
}
