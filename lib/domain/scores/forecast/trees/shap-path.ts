/**
 * The features on the way to a node, for TreeSHAP (Lundberg et al. 2018, algorithm 2): of each the share of training samples that go this
 * way without knowing it (`zero`), whether the sample does (`one`), and `weight`, the permutations by how many of them are known. The paths
 * of all depths stand one after the other in the same arrays.
 */
export interface ShapPaths {
  readonly feature: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;
}

/** Room for the paths of a tree of this depth. Example: depth 1 has paths of 1, 2 and 3 entries. */
export function createPaths(depth: number): ShapPaths {
  const size = ((depth + 2) * (depth + 3)) / 2;
  return { feature: new Int32Array(size), zero: new Float64Array(size), one: new Float64Array(size), weight: new Float64Array(size) };
}

/** Copies `length` entries from one path to the next. Example: length 0 copies nothing. */
export function copyPath({ feature, zero, one, weight }: ShapPaths, from: number, to: number, length: number): void {
  for (let k = 0; k < length; k += 1) {
    feature[to + k] = feature[from + k] as number;
    zero[to + k] = zero[from + k] as number;
    one[to + k] = one[from + k] as number;
    weight[to + k] = weight[from + k] as number;
  }
}

/**
 * Adds a feature to the path of `length` entries that begins at `at`. The first entry (feature −1) stands for none known.
 * Example: the first entry has weight 1.
 */
export function extendPath({ feature, zero, one, weight }: ShapPaths, at: number, length: number, added: number, pz: number, po: number): void {
  feature[at + length] = added;
  zero[at + length] = pz;
  one[at + length] = po;
  weight[at + length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i -= 1) {
    const here = weight[at + i] as number;
    weight[at + i + 1] = (weight[at + i + 1] as number) + (po * here * (i + 1)) / (length + 1);
    weight[at + i] = (pz * here * (length - i)) / (length + 1);
  }
}

/**
 * Takes entry `index` out of the path whose last entry is `last`, as if it had never been added.
 * Example: adding an entry and taking it out leaves the weights as they were.
 */
export function unwindPath({ feature, zero, one, weight }: ShapPaths, at: number, last: number, index: number): void {
  const o = one[at + index] as number;
  const z = zero[at + index] as number;
  let next = weight[at + last] as number;
  for (let j = last - 1; j >= 0; j -= 1) {
    const here = weight[at + j] as number;
    if (o === 0) {
      weight[at + j] = (here * (last + 1)) / (z * (last - j));
      continue;
    }
    weight[at + j] = (next * (last + 1)) / ((j + 1) * o);
    next = here - ((weight[at + j] as number) * z * (last - j)) / (last + 1);
  }
  for (let k = at + index; k < at + last; k += 1) {
    feature[k] = feature[k + 1] as number;
    zero[k] = zero[k + 1] as number;
    one[k] = one[k + 1] as number;
  }
}

/** The sum of weights that the path would have without entry `index`. Example: a path of one known feature has 1 without it. */
export function unwoundSum({ zero, one, weight }: ShapPaths, at: number, last: number, index: number): number {
  const o = one[at + index] as number;
  const z = zero[at + index] as number;
  let next = weight[at + last] as number;
  let total = 0;
  for (let j = last - 1; j >= 0; j -= 1) {
    const here = weight[at + j] as number;
    if (o === 0) {
      total += (here * (last + 1)) / (z * (last - j));
      continue;
    }
    const part = (next * (last + 1)) / ((j + 1) * o);
    total += part;
    next = here - (part * z * (last - j)) / (last + 1);
  }
  return total;
}
