import { createRng } from '../../foundation/rng';
import { mean } from '../../foundation/statistics';
import { predictValues, trainModel, type Model, type TrainingInputs } from './models';
import type { ForecastTask } from './plan';
import { rowCorrelations } from './rank-ic';
import { samplesOn, trainingData } from './select-samples';
import { permutationImportance } from './trees/importance';

/** Each feature is dealt anew until so many samples had another's value, at most ten times: in a market of few tokens a single deal says little. */
const DEALT_SAMPLES = 10_000;
const MOST_DEALS = 10;

/** The task without its validation rows, and with as many rounds as the model that forecasts came to. */
function onFitRows({ rows, settings, ...task }: ForecastTask, rounds: number): ForecastTask {
  return { ...task, rows: { ...rows, validation: [] }, settings: { ...settings, boosting: { ...settings.boosting, rounds: Math.max(1, rounds) } } };
}

/**
 * Permutation importance of each feature to the tree model of a task (Breiman 2001): what the mean weekly rank IC on its validation rows loses when
 * the feature's values are dealt anew, below 0 where that helps. The model that forecasts has learned from those rows too, so a
 * twin is asked that was fitted without them. Seeded. Null of other models, and without validation rows; NaN where the twin ranks nothing.
 * Example: a feature that no tree reads is worth 0.
 */
export function worthOfFeatures(task: ForecastTask, model: Model, inputs: TrainingInputs): Float64Array | null {
  if (model.kind !== 'boosting' && model.kind !== 'forest') return null;
  const { samples } = inputs;
  const held = trainingData(samples, samplesOn(samples, task.rows.validation, true));
  if (held.count === 0 || samplesOn(samples, task.rows.fit, true).length === 0) return null;
  const twin = trainModel(onFitRows(task, model.trees.trees.roots.length - 1), inputs);
  if (twin.kind !== 'boosting' && twin.kind !== 'forest') return null;
  const rankIc = (predicted: Float64Array, target: Float64Array): number => mean(rowCorrelations(held.group, predicted, target).filter((ic) => !Number.isNaN(ic)));
  const deals = Math.min(MOST_DEALS, Math.ceil(DEALT_SAMPLES / held.count));
  return permutationImportance((values, count) => predictValues(twin, values, count), held, rankIc, createRng(task.seed).fork('importance'), deals);
}
