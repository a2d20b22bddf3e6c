import { EDGE_SAMPLES } from './rules';

/** The finite values of one feature in at most EDGE_SAMPLES samples spread evenly, ascending. */
function sortedSample(values: Float32Array, width: number, count: number, feature: number): Float32Array {
  const taken = Math.min(count, EDGE_SAMPLES);
  const sample = new Float32Array(taken);
  let n = 0;
  for (let k = 0; k < taken; k += 1) {
    const value = values[Math.floor((k * count) / taken) * width + feature] as number;
    if (Number.isFinite(value)) sample[n++] = value;
  }
  return sample.subarray(0, n).sort();
}

/** A border between two neighbours a < b, such that a ≤ border < b also in single precision. */
function between(a: number, b: number): number {
  const middle = Math.fround(a / 2 + b / 2);
  return middle >= a && middle < b ? middle : a;
}

function edgesOf(sorted: Float32Array, bins: number): Float32Array {
  const n = sorted.length;
  const borders: number[] = [];
  let distinct = 1;
  for (let i = 1; i < n; i += 1) if (sorted[i] !== sorted[i - 1]) distinct += 1;
  const add = (right: number) => {
    const border = between(sorted[right - 1] as number, sorted[right] as number);
    if (borders[borders.length - 1] !== border) borders.push(border);
  };
  if (distinct <= bins) {
    for (let i = 1; i < n; i += 1) if (sorted[i] !== sorted[i - 1]) add(i);
    return Float32Array.from(borders);
  }
  for (let k = 1; k < bins; k += 1) {
    let right = Math.floor((k * n) / bins);
    while (right < n && sorted[right] === sorted[right - 1]) right += 1;
    if (right < n) add(right);
  }
  return Float32Array.from(borders);
}

/**
 * Borders of the bins of each feature, ascending: a value's bin is the number of borders below it, so value ≤ border goes left.
 * At most `bins` bins per feature, borders half-way between neighbouring values: every distinct value has its own bin where
 * there are few enough, else borders stand at quantiles. Missing and infinite values place no border. Example: of values 1, 2, 4 the
 * borders are 1.5 and 3.
 */
export function findBinEdges(values: Float32Array, width: number, count: number, bins: number): Float32Array[] {
  return Array.from({ length: width }, (_, feature) => edgesOf(sortedSample(values, width, count, feature), bins));
}
