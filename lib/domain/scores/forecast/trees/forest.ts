import { invariant } from '../../../foundation/invariant';
import { createRng } from '../../../foundation/rng';
import { findBinEdges } from './bin-edges';
import { binValues, presentColumns } from './bin-matrix';
import { growTree } from './grow-tree';
import type { Histogram } from './histogram';
import { drawWithRepeats } from './sampling';
import { withKnownTarget, type TrainingData } from './training-data';
import { joinTrees, type GrownTree, type Trees } from './trees';
import { addTree } from './walk';

/** How to grow a forest: `rowFraction` of the samples are drawn with repeats for each tree, every split chooses among `splitFraction` of the features. */
export interface ForestOptions {
  readonly trees: number;
  readonly maxLeaves: number;
  readonly maxDepth: number;
  readonly minLeaf: number;
  readonly rowFraction: number;
  readonly splitFraction: number;
  readonly bins: number;
  readonly seed: number;
}

/**
 * A random forest: prediction = base + the leaf of every tree (leaves are divided by the number of trees). `outOfBagError` is the mean
 * squared error of each sample under the trees that did not see it, NaN where every tree saw every sample.
 */
export interface RandomForest {
  readonly kind: 'forest';
  readonly width: number;
  readonly base: number;
  readonly trees: Trees;
  readonly outOfBagError: number;
}

function outOfBag(target: Float64Array, base: number, sums: Float64Array, times: Int32Array): number {
  let error = 0;
  let judged = 0;
  for (let i = 0; i < target.length; i += 1) {
    if (times[i] === 0) continue;
    error += (base + (sums[i] as number) / (times[i] as number) - (target[i] as number)) ** 2;
    judged += 1;
  }
  return judged === 0 ? Number.NaN : error / judged;
}

/**
 * Trains a random forest (Breiman 2001) on the squared error, on the same histograms as boosting. Samples without a target are left out;
 * throws when none has one. Each tree has its own stream of the seed. Example: trees of one leaf predict about the mean target.
 */
export function trainForest(data: TrainingData, options: ForestOptions): RandomForest {
  const known = withKnownTarget(data);
  const { target, count, width } = known;
  invariant(count > 0, 'a model needs samples with a known target');
  const edges = findBinEdges(known.values, width, count, options.bins);
  const matrix = binValues(known.values, width, count, edges);
  const base = target.reduce((sum, value) => sum + value, 0) / count;
  const limits = { ...options, minLeafHessian: 0, lambda: 0, minGain: 0 };
  const gradient = target.map((value) => base - value);
  const present = presentColumns(matrix);
  const columns = present.length < width ? present : null;
  const grown: GrownTree[] = [];
  const pool: Histogram[] = [];
  const sums = new Float64Array(count);
  const times = new Int32Array(count);
  for (let t = 0; t < options.trees; t += 1) {
    const rng = createRng(options.seed).fork(`tree ${t}`);
    const rows = drawWithRepeats(count, Math.max(1, Math.round(options.rowFraction * count)), rng);
    const { tree } = growTree({ matrix, rows, columns, gradient, hessian: null }, limits, rng, pool);
    const seen = new Uint8Array(count);
    for (const row of rows) seen[row] = 1;
    addTree(tree, matrix, sums, 1, seen);
    for (let i = 0; i < count; i += 1) if (seen[i] === 0) times[i] = (times[i] as number) + 1;
    grown.push(tree);
  }
  return { kind: 'forest', width, base, trees: joinTrees(grown, edges, 1 / options.trees), outOfBagError: outOfBag(target, base, sums, times) };
}
