import type { BoostingOptions } from './boosting';
import type { ForestOptions } from './forest';

/** Most bins that the values of a feature fall into; one more is kept for what is missing (a bin is one byte). */
export const MAX_BINS = 255;
/** Fewest bins that a feature has room for in a histogram, the missing one among them; doubled until they are enough. */
export const LEAST_SLOTS = 16;
/** Bin borders are quantiles of at most so many samples, taken evenly over all of them. */
export const EDGE_SAMPLES = 16_384;
/** Most samples of one training: beyond it the gradients' grid would be too coarse. */
export const MAX_SAMPLES = 2 ** 22;

/** The first word of a serialised model ("BWTR") and the version of its layout. */
export const FORMAT_MAGIC = 0x52545742;
export const FORMAT_VERSION = 1;

/** Boosting as scikit-learn's HistGradientBoosting does it by default, without early stopping. */
export const DEFAULT_BOOSTING: BoostingOptions = {
  objective: 'squared',
  rounds: 100,
  learningRate: 0.1,
  maxLeaves: 31,
  maxDepth: 24,
  minLeaf: 20,
  minLeafHessian: 1e-3,
  lambda: 0,
  minGain: 0,
  rowFraction: 1,
  featureFraction: 1,
  bins: MAX_BINS,
  patience: null,
  pairs: 4,
  seed: 1,
};

/** A forest of deep trees, each split choosing among a third of the features (Breiman's advice for regression). */
export const DEFAULT_FOREST: ForestOptions = {
  trees: 100,
  maxLeaves: 256,
  maxDepth: 24,
  minLeaf: 10,
  rowFraction: 1,
  splitFraction: 1 / 3,
  bins: MAX_BINS,
  seed: 1,
};
