import { invariant } from '../foundation/invariant';
import type { Rng } from '../foundation/rng';

/** Points of a forest: `values` is row-major, count × width; NaN missing. */
export interface Points {
  readonly values: Float64Array;
  readonly width: number;
  readonly count: number;
}

/** A grown forest in flat arrays, a node an entry. A leaf has feature −1 and, as its threshold, the path that points in it still lack. */
export interface IsolationForest {
  readonly width: number;
  /** Points that each tree was grown from. */
  readonly sample: number;
  /** Where each tree's root stands. */
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  /** Points below it go left (the next node), others right. */
  readonly threshold: Float64Array;
  readonly right: Int32Array;
  /** 1 where more points went right: there go those whose value is missing. */
  readonly missingRight: Uint8Array;
}

const EULER = 0.577_215_664_901_532_9;

/**
 * Mean depth c(n) of an unsuccessful search in a binary tree of n points: 2(ln(n − 1) + γ) − 2(n − 1)/n; 1 for two, 0 for fewer.
 * Liu, Ting and Zhou, Isolation Forest (2008), equation 1. Example: c(256) is 10.245.
 */
export function averagePathLength(count: number): number {
  if (count <= 2) return count === 2 ? 1 : 0;
  return 2 * (Math.log(count - 1) + EULER) - (2 * (count - 1)) / count;
}

type Growing = { -readonly [K in keyof IsolationForest]: IsolationForest[K] } & { readonly points: Points; readonly rng: Rng; readonly order: Int32Array; readonly untried: Int32Array; nodes: number };

/** A feature that differs among the points `from` … `to − 1`, at random, with a threshold inside its range; null where all are alike. */
function drawSplit({ points, rng, order, untried }: Growing, from: number, to: number): { feature: number; threshold: number } | null {
  for (let i = 0; i < points.width; i += 1) untried[i] = i;
  for (let left = points.width; left > 0; left -= 1) {
    const drawn = rng.int(left);
    const feature = untried[drawn] as number;
    untried[drawn] = untried[left - 1] as number;
    let low = Infinity;
    let high = -Infinity;
    for (let i = from; i < to; i += 1) {
      const value = points.values[(order[i] as number) * points.width + feature] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high > low) return { feature, threshold: high - rng.next() * (high - low) };
  }
  return null;
}

/** Brings the points that go left to the front of `from` … `to − 1`; returns where the right ones begin, and where missing ones went. */
function part({ points, order }: Growing, from: number, to: number, feature: number, threshold: number): { middle: number; missingRight: boolean } {
  const value = (i: number) => points.values[(order[i] as number) * points.width + feature] as number;
  let [below, above] = [0, 0];
  for (let i = from; i < to; i += 1) {
    if (value(i) < threshold) below += 1;
    else if (value(i) >= threshold) above += 1;
  }
  const missingRight = above > below;
  let middle = from;
  for (let i = from; i < to; i += 1) {
    const at = value(i);
    if (!(missingRight ? at < threshold : !(at >= threshold))) continue;
    const moved = order[i] as number;
    order[i] = order[middle] as number;
    order[middle] = moved;
    middle += 1;
  }
  return { middle, missingRight };
}

/** Grows the tree of the points `from` … `to − 1`; a node's left child is the next one. */
function grow(growing: Growing, from: number, to: number, room: number): number {
  const node = growing.nodes;
  growing.nodes += 1;
  const split = room > 0 && to - from > 1 ? drawSplit(growing, from, to) : null;
  if (split === null) {
    growing.feature[node] = -1;
    growing.threshold[node] = averagePathLength(to - from);
    return node;
  }
  const { middle, missingRight } = part(growing, from, to, split.feature, split.threshold);
  growing.feature[node] = split.feature;
  growing.threshold[node] = split.threshold;
  growing.missingRight[node] = missingRight ? 1 : 0;
  grow(growing, from, middle, room - 1);
  growing.right[node] = grow(growing, middle, to, room - 1);
  return node;
}

/**
 * Grows isolation trees, each from `sample` points drawn without return (all where there are fewer), to the depth log₂ of it: at each node a
 * random feature and threshold. A missing value goes where most points went, so it isolates nothing. Throws without two points. Liu, Ting
 * and Zhou (2008). Example: of points around 0 and one at 10, the one at 10 scores highest.
 */
export function growForest(points: Points, trees: number, sample: number, rng: Rng): IsolationForest {
  const size = Math.min(sample, points.count);
  invariant(size > 1, 'a forest needs two points');
  const room = Math.ceil(Math.log2(size));
  const capacity = trees * (2 * size - 1);
  const order = Int32Array.from({ length: points.count }, (_, i) => i);
  const growing: Growing = {
    points, rng, order, untried: new Int32Array(points.width), nodes: 0, width: points.width, sample: size, roots: new Int32Array(trees),
    feature: new Int32Array(capacity), threshold: new Float64Array(capacity), right: new Int32Array(capacity), missingRight: new Uint8Array(capacity),
  };
  for (let tree = 0; tree < trees; tree += 1) {
    for (let i = 0; i < size; i += 1) {
      const other = i + rng.int(points.count - i);
      const drawn = order[other] as number;
      order[other] = order[i] as number;
      order[i] = drawn;
    }
    growing.roots[tree] = grow(growing, 0, size, room);
  }
  const { width, roots, feature, threshold, right, missingRight } = growing;
  return { width, sample: size, roots, feature, threshold, right, missingRight };
}

/**
 * How alone a point stands, in (0, 1): 2^(−mean path ÷ c(sample)); about 0.5 is ordinary. `without` is a feature that counts as missing.
 * Liu, Ting and Zhou (2008), equation 2. Example: see `growForest`.
 */
export function isolationScore(forest: IsolationForest, values: Float64Array, at = 0, without = -1): number {
  const { roots, feature, threshold, right, missingRight } = forest;
  let total = 0;
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree] as number;
    for (let split = feature[node] as number; split >= 0; split = feature[node] as number) {
      const value = split === without ? Number.NaN : (values[at + split] as number);
      const goesRight = value === value ? value >= (threshold[node] as number) : missingRight[node] === 1;
      node = goesRight ? (right[node] as number) : node + 1;
      total += 1;
    }
    total += threshold[node] as number;
  }
  return 2 ** (-total / roots.length / averagePathLength(forest.sample));
}
