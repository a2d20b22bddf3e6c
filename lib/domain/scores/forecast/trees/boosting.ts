import { invariant } from '../../../foundation/invariant';
import { createRng, type Rng } from '../../../foundation/rng';
import { findBinEdges } from './bin-edges';
import { binValues, presentColumns, type BinMatrix } from './bin-matrix';
import { growTree } from './grow-tree';
import type { Histogram } from './histogram';
import { pairwiseLoss, pairwiseObjective, squaredLoss, squaredObjective, type Objective } from './objective';
import { drawSome } from './sampling';
import type { SplitLimits } from './split';
import { withKnownTarget, type TrainingData } from './training-data';
import { joinTrees, type GrownTree, type Trees } from './trees';
import { addTree } from './walk';

/** How to boost. Fractions are of rows and features drawn for each tree; `patience` rounds without a better validation loss end it. */
export interface BoostingOptions extends SplitLimits {
  readonly objective: 'squared' | 'pairwiseRank';
  readonly rounds: number;
  readonly learningRate: number;
  readonly maxLeaves: number;
  readonly maxDepth: number;
  readonly rowFraction: number;
  readonly featureFraction: number;
  readonly bins: number;
  readonly patience: number | null;
  /** Partners of each sample a round (pairwiseRank). */
  readonly pairs: number;
  readonly seed: number;
}

/** Boosted trees: prediction = base + the leaf of every tree. `losses` are those of the validation set after each round, empty without one. */
export interface BoostedTrees {
  readonly kind: 'boosting';
  readonly width: number;
  readonly base: number;
  readonly trees: Trees;
  readonly losses: Float64Array;
}

/** What all rounds of one training share. */
interface Training {
  readonly options: BoostingOptions;
  readonly matrix: BinMatrix;
  /** Columns that have a value. */
  readonly present: Int32Array;
  readonly objective: Objective;
  readonly predicted: Float64Array;
  readonly rng: Rng;
  readonly pool: Histogram[];
}

/** Adds the tree's leaves to the predictions: rows it was grown on are in their leaf already, the others walk down. */
function addToPredicted({ predicted, matrix, options }: Training, { tree, rows }: ReturnType<typeof growTree>): void {
  const seen = rows.length === matrix.count ? null : new Uint8Array(matrix.count);
  for (let node = 0; node < tree.nodes; node += 1) {
    if ((tree.column[node] as number) >= 0) continue;
    const step = options.learningRate * (tree.value[node] as number);
    for (let k = tree.start[node] as number; k < (tree.end[node] as number); k += 1) {
      const row = rows[k] as number;
      predicted[row] = (predicted[row] as number) + step;
      if (seen) seen[row] = 1;
    }
  }
  if (seen) addTree(tree, matrix, predicted, options.learningRate, seen);
}

const shareOf = (count: number, fraction: number) => Math.max(1, Math.round(fraction * count));

/** One round; null where no split keeps the limits. */
function growOne(training: Training): GrownTree | null {
  const { objective, options, matrix, present, rng, pool } = training;
  objective.fill(training.predicted);
  const rows = drawSome(matrix.count, shareOf(matrix.count, options.rowFraction), rng);
  const columns = options.featureFraction < 1 ? drawSome(present.length, shareOf(present.length, options.featureFraction), rng).map((k) => present[k] as number) : null;
  const { gradient, hessian } = objective;
  const grown = growTree({ matrix, rows, columns, gradient, hessian }, { ...options, splitFraction: 1 }, rng, pool);
  if (grown.tree.nodes === 1) return null;
  addToPredicted(training, grown);
  return grown.tree;
}

/** Follows the loss on the validation set and says when to stop. */
function watchValidation(data: TrainingData, edges: readonly Float32Array[], base: number, options: BoostingOptions) {
  const matrix = binValues(data.values, data.width, data.count, edges);
  const predicted = new Float64Array(data.count).fill(base);
  const losses: number[] = [];
  let best = 0;
  const add = (grown: GrownTree | null): boolean => {
    if (grown) addTree(grown, matrix, predicted, options.learningRate, null);
    losses.push(options.objective === 'squared' ? squaredLoss(data, predicted) : pairwiseLoss(data, predicted, options.pairs, options.seed));
    if ((losses[losses.length - 1] as number) < (losses[best] as number)) best = losses.length - 1;
    return options.patience !== null && losses.length - 1 - best >= options.patience;
  };
  return { add, losses, best: () => best };
}

/**
 * Trains gradient-boosted trees: leaf-wise on histograms, missing values with a learned direction (rules.ts has the defaults). Samples without a
 * target are left out; with a validation set (of known targets) and `patience`, trees after its best round are dropped. Throws without a known target. The
 * same data and options give the same bytes. Friedman 2001; Ke et al. 2017 (LightGBM). Example: one round at learning rate 1 on one
 * binary feature predicts the mean target of either side.
 */
export function trainBoosting(data: TrainingData, options: BoostingOptions, validation?: TrainingData): BoostedTrees {
  const known = withKnownTarget(data);
  invariant(known.count > 0, 'a model needs samples with a known target');
  const edges = findBinEdges(known.values, known.width, known.count, options.bins);
  const rng = createRng(options.seed);
  const objective = options.objective === 'squared' ? squaredObjective(known) : pairwiseObjective(known, options.pairs, rng.fork('pairs'));
  const predicted = new Float64Array(known.count).fill(objective.base);
  const matrix = binValues(known.values, known.width, known.count, edges);
  const training: Training = { options, matrix, present: presentColumns(matrix), objective, predicted, rng: rng.fork('trees'), pool: [] };
  const judged = validation ? withKnownTarget(validation) : null;
  const watch = judged && judged.count > 0 ? watchValidation(judged, edges, objective.base, options) : null;
  const grown: (GrownTree | null)[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const one = growOne(training);
    grown.push(one);
    if (watch?.add(one)) break;
  }
  const kept = watch && options.patience !== null ? grown.slice(0, watch.best() + 1) : grown;
  const trees = joinTrees(kept.filter((one) => one !== null), edges, options.learningRate);
  return { kind: 'boosting', width: known.width, base: objective.base, trees, losses: Float64Array.from(watch?.losses ?? []) };
}
