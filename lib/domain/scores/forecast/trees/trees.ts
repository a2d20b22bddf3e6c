/**
 * Decision trees in flat arrays, all trees of a model after each other. A node's children stand side by side: right = left + 1.
 * `roots` has the first node of each tree and, last, the number of nodes; `feature` is −1 in a leaf; a value ≤ `threshold` goes left, a
 * missing one where `missingLeft` is 1; `value` is what a leaf adds; `cover` counts the training samples; `gain` is what a split saved.
 */
export interface Trees {
  readonly roots: Int32Array;
  readonly feature: Int16Array;
  readonly threshold: Float32Array;
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly value: Float64Array;
  readonly cover: Float64Array;
  readonly gain: Float64Array;
}

/** A tree as it was grown, over the bins of its matrix, whose columns are the features. */
export interface GrownTree {
  readonly nodes: number;
  readonly column: Int16Array;
  readonly bin: Uint8Array;
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly value: Float64Array;
  readonly cover: Float64Array;
  readonly gain: Float64Array;
  /** Where the rows of a leaf are in the order that growing leaves behind: rows[start[node], end[node]). */
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** Number of trees. Example: roots 0, 3, 8 are two. */
export function treeCount(trees: Trees): number {
  return trees.roots.length - 1;
}

/**
 * Puts grown trees into one model's arrays, bins turned into values by the borders of their feature (a split between all values and
 * the missing ones has the threshold ∞) and leaf values multiplied by `factor`. Example: two trees of 3 nodes have roots 0, 3, 6.
 */
export function joinTrees(grown: readonly GrownTree[], edges: readonly Float32Array[], factor = 1): Trees {
  const total = grown.reduce((sum, { nodes }) => sum + nodes, 0);
  const joined = {
    roots: new Int32Array(grown.length + 1),
    feature: new Int16Array(total),
    threshold: new Float32Array(total),
    missingLeft: new Uint8Array(total),
    left: new Int32Array(total),
    value: new Float64Array(total),
    cover: new Float64Array(total),
    gain: new Float64Array(total),
  };
  let at = 0;
  grown.forEach((tree, t) => {
    joined.roots[t] = at;
    for (let node = 0; node < tree.nodes; node += 1) {
      const feature = tree.column[node] as number;
      joined.feature[at + node] = feature;
      joined.threshold[at + node] = feature < 0 ? 0 : (edges[feature]?.[tree.bin[node] as number] ?? Infinity);
      joined.missingLeft[at + node] = tree.missingLeft[node] as number;
      joined.left[at + node] = feature < 0 ? -1 : at + (tree.left[node] as number);
      joined.value[at + node] = feature < 0 ? (tree.value[node] as number) * factor : 0;
      joined.cover[at + node] = tree.cover[node] as number;
      joined.gain[at + node] = tree.gain[node] as number;
    }
    at += tree.nodes;
  });
  joined.roots[grown.length] = at;
  return joined;
}

/** What is wrong with one node of a tree that has nodes root … end − 1; null if nothing. */
function nodeFault(trees: Trees, node: number, end: number, width: number): string | null {
  const feature = trees.feature[node] as number;
  const left = trees.left[node] as number;
  if (feature < -1 || feature >= width) return `node ${node} splits an unknown feature`;
  if (feature >= 0 && (left <= node || left + 1 >= end)) return `node ${node} has children outside its tree`;
  if (feature >= 0 && Number.isNaN(trees.threshold[node])) return `node ${node} has no threshold`;
  if (!Number.isFinite(trees.value[node]) || !((trees.cover[node] as number) > 0)) return `node ${node} has no value or no samples`;
  return null;
}

/**
 * What is wrong with arrays that should be trees over `width` features (every walk from a root must end in a leaf of its own tree); null if
 * nothing. Example: a root whose left child is itself has children outside its tree.
 */
export function treesFault(trees: Trees, width: number): string | null {
  const { roots, feature } = trees;
  if (roots[0] !== 0 || roots[roots.length - 1] !== feature.length) return 'roots do not span the nodes';
  for (let t = 0; t + 1 < roots.length; t += 1) {
    const end = roots[t + 1] as number;
    if (end <= (roots[t] as number)) return `tree ${t} has no nodes`;
    for (let node = roots[t] as number; node < end; node += 1) {
      const fault = nodeFault(trees, node, end, width);
      if (fault) return fault;
    }
  }
  return null;
}
