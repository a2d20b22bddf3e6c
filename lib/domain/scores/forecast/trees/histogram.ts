import { invariant } from '../../../foundation/invariant';
import type { BinMatrix } from './bin-matrix';
import { MAX_SAMPLES } from './rules';

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

/** Sums of one leaf: columns × slots bins of packed gradients, and of hessians where these differ. */
export interface Histogram {
  readonly packed: Float64Array;
  readonly hessian: Float64Array | null;
  readonly slots: number;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i += 1) {
    const size = Math.abs(values[i] as number);
    if (size > most) most = size;
  }
  return most;
}

/**
 * Rounds gradients (and hessians, null where all are 1) to the finest grid whose sums stay exact in a double: with 2^17 samples
 * a gradient has 2^18 steps. At most 2^22 samples; `summed` of them, with repeats, may be summed. Example: for gradients 1 and −0.5 the packed values differ by 1.5 ÷ scale.
 */
export function toGrid(gradient: Float64Array, hessian: Float64Array | null, summed = gradient.length): GridGradients {
  const n = gradient.length;
  const most = Math.max(n, summed);
  invariant(n > 0 && most <= MAX_SAMPLES, 'the number of samples must be between 1 and 2^22');
  const unit = 2 ** (51 - Math.ceil(Math.log2(most + 1)));
  const steps = Math.floor(unit / 2 / most) - 1;
  const scale = (largest(gradient) || 1) / steps;
  const steep = 1 / scale;
  const packed = new Float64Array(n);
  for (let i = 0; i < n; i += 1) packed[i] = unit + Math.round((gradient[i] as number) * steep);
  if (!hessian) return { packed, hessian: null, unit, scale, hessianScale: 1 };
  const hessianScale = (largest(hessian) || 1) / steps;
  return { packed, hessian: hessian.map((value) => Math.round(value / hessianScale)), unit, scale, hessianScale };
}

/** An empty histogram of `stride` columns of `slots` bins. Example: two columns of 16 have 32 bins. */
export function createHistogram(stride: number, slots: number, withHessian: boolean): Histogram {
  const length = stride * slots;
  return { packed: new Float64Array(length), hessian: withHessian ? new Float64Array(length) : null, slots };
}

/**
 * Eight columns a step, read as two words, so that the processor waits for none of them.
 */
function sumPacked(out: Float64Array, { words, stride, slots }: BinMatrix, rows: Int32Array, start: number, end: number, packed: Float64Array): void {
  const last = stride * slots;
  const wordsPerRow = stride >> 2;
  for (let k = start; k < end; k += 1) {
    const row = rows[k] as number;
    const value = packed[row] as number;
    for (let base = 0, at = row * wordsPerRow; base < last; base += 8 * slots, at += 2) {
      const word = words[at] as number;
      const next = words[at + 1] as number;
      const a = base + (word & 255);
      const b = base + slots + ((word >>> 8) & 255);
      const c = base + 2 * slots + ((word >>> 16) & 255);
      const d = base + 3 * slots + (word >>> 24);
      out[a] = (out[a] as number) + value;
      out[b] = (out[b] as number) + value;
      out[c] = (out[c] as number) + value;
      out[d] = (out[d] as number) + value;
      const e = base + 4 * slots + (next & 255);
      const f = base + 5 * slots + ((next >>> 8) & 255);
      const g = base + 6 * slots + ((next >>> 16) & 255);
      const h = base + 7 * slots + (next >>> 24);
      out[e] = (out[e] as number) + value;
      out[f] = (out[f] as number) + value;
      out[g] = (out[g] as number) + value;
      out[h] = (out[h] as number) + value;
    }
  }
}

/**
 * Sums the gradients of rows[start, end) by column and bin into `out`, which is emptied first.
 * Example: one row adds its packed gradient to one bin of every column.
 */
export function fillHistogram(out: Histogram, matrix: BinMatrix, rows: Int32Array, start: number, end: number, grid: GridGradients): void {
  out.packed.fill(0);
  sumPacked(out.packed, matrix, rows, start, end, grid.packed);
  if (!out.hessian || !grid.hessian) return;
  out.hessian.fill(0);
  sumPacked(out.hessian, matrix, rows, start, end, grid.hessian);
}

/** Turns the histogram of a parent into that of one child by taking the other child's away; exact. Example: 5 in a bin less 2 leaves 3. */
export function subtractHistogram(parent: Histogram, child: Histogram): void {
  subtract(parent.packed, child.packed);
  if (parent.hessian && child.hessian) subtract(parent.hessian, child.hessian);
}

function subtract(from: Float64Array, less: Float64Array): void {
  for (let i = 0; i < from.length; i += 1) from[i] = (from[i] as number) - (less[i] as number);
}
