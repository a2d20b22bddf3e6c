import type { GruOptions } from './net/rules';
import { GRU_DEFAULTS } from './net/rules';
import type { SplitSettings } from './splits';
import type { BoostingOptions } from './trees/boosting';
import type { ForestOptions } from './trees/forest';
import { DEFAULT_BOOSTING, DEFAULT_FOREST } from './trees/rules';

/** Members of the ensemble (Rule 3.5), in their stored order. */
export const MEMBERS = ['boosting', 'forest', 'gru'] as const;
export type Member = (typeof MEMBERS)[number];
/** What it must beat out of sample (Rule 3.5). */
export const BASELINES = ['momentum', 'size', 'ridge'] as const;
export type Baseline = (typeof BASELINES)[number];
/** Everything that is trained: the members, and the one baseline that learns. */
export const MODEL_KINDS = [...MEMBERS, 'ridge'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/** A model that combinatorial cross-validation tries: the forecast's settings of its kind with these changes, none where there are none. */
export interface Candidate {
  readonly kind: 'boosting' | 'forest' | 'ridge';
  readonly boosting?: Partial<Omit<BoostingOptions, 'seed'>>;
  readonly forest?: Partial<Omit<ForestOptions, 'seed'>>;
  readonly ridge?: number;
  readonly line?: boolean;
}

/** How forecasts are trained and proven; plain data, stored beside the result. Seeds of models come from `seed`, the window and the kind. */
export interface ForecastSettings extends SplitSettings {
  readonly seed: number;
  /** Least samples that a window is trained on. */
  readonly minTrainSamples: number;
  readonly members: readonly Member[];
  /** Whether members begin at a line through the features (`lineThrough`) and learn what it leaves. */
  readonly line: boolean;
  readonly boosting: Omit<BoostingOptions, 'seed'>;
  readonly forest: Omit<ForestOptions, 'seed'>;
  readonly gru: Omit<GruOptions, 'seed'>;
  /** Penalty of the ridge per sample, or chosen on its last rows. */
  readonly ridge: number | 'choose';
  /** What is tried for the probability of overfitting, by name; nothing for none. */
  readonly candidates: Readonly<Record<string, Candidate>>;
}

/**
 * The product's boosting, forest and ridge, and two others of each. The net is left out: fifteen trainings of it would take about as long as
 * all the others together. Of the others, some have fewer trees than they might, for the same reason.
 */
const CANDIDATES: ForecastSettings['candidates'] = {
  boosting: { kind: 'boosting' },
  'boosting of larger trees': { kind: 'boosting', boosting: { rounds: 60, maxLeaves: 8, maxDepth: 4, lambda: 20, patience: null } },
  'boosting by pairs': { kind: 'boosting', line: false, boosting: { objective: 'pairwiseRank', rounds: 50, patience: null } },
  forest: { kind: 'forest' },
  'forest of larger trees': { kind: 'forest', forest: { trees: 30, maxLeaves: 32 } },
  'forest of smaller trees': { kind: 'forest', forest: { trees: 50, maxLeaves: 4 } },
  ridge: { kind: 'ridge' },
  'ridge of a small penalty': { kind: 'ridge', ridge: 0.001 },
  'ridge of a large penalty': { kind: 'ridge', ridge: 0.3 },
};

/** What the product trains with: many small trees, slowly, since the signal is faint (a rank IC of some hundredths) and leaves of few samples hold mostly noise. */
export const DEFAULT_SETTINGS: ForecastSettings = {
  seed: 20_260_101,
  testMonths: 3,
  minTrainRows: 52,
  maxTrainRows: 313,
  minTrainSamples: 500,
  validationShare: 0.2,
  members: MEMBERS,
  line: true,
  boosting: { ...DEFAULT_BOOSTING, rounds: 150, learningRate: 0.03, maxLeaves: 4, maxDepth: 2, minLeaf: 60, lambda: 50, rowFraction: 0.5, featureFraction: 0.5, bins: 63, patience: 25 },
  forest: { ...DEFAULT_FOREST, trees: 100, maxLeaves: 8, minLeaf: 60, rowFraction: 0.5, splitFraction: 0.5, bins: 63 },
  gru: { ...GRU_DEFAULTS, epochs: 8, maxSamples: 6_000, patience: 2 },
  ridge: 'choose',
  candidates: CANDIDATES,
};

/** The same in seconds, for small made markets: what is proven with it is the machinery, not the market. */
export const FAST_SETTINGS: ForecastSettings = {
  ...DEFAULT_SETTINGS,
  minTrainRows: 26,
  minTrainSamples: 200,
  boosting: { ...DEFAULT_SETTINGS.boosting, rounds: 30, learningRate: 0.1, maxLeaves: 4, minLeaf: 30, bins: 15, patience: 8 },
  forest: { ...DEFAULT_SETTINGS.forest, trees: 20, maxLeaves: 8, minLeaf: 30, bins: 15 },
  gru: { ...DEFAULT_SETTINGS.gru, hidden: 4, epochs: 2, maxSamples: 1_000 },
  candidates: { boosting: { kind: 'boosting' }, ridge: { kind: 'ridge' } },
};
