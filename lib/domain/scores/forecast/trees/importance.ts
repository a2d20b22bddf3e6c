import type { Rng } from '../../../foundation/rng';
import type { TrainingData } from './training-data';

/** A random order of 0 … n − 1 (Fisher–Yates). */
function shuffled(n: number, rng: Rng): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i += 1) {
    const j = rng.int(i + 1);
    order[i] = order[j] as number;
    order[j] = i;
  }
  return order;
}

/**
 * Permutation importance (Breiman 2001): how much the score falls when one feature's values are dealt to other samples at random, one number
 * per feature; about 0 where a feature does not matter. `score` is better when higher. `data` should be out of sample. Leaves
 * `data` as it was. Example: a prediction that reads only feature 0 has importance 0 for all others, exactly.
 */
export function permutationImportance(
  predict: (values: Float32Array, count: number) => Float64Array,
  data: TrainingData,
  score: (predicted: Float64Array, target: Float64Array) => number,
  rng: Rng,
): Float64Array {
  const { width, count, target } = data;
  const whole = score(predict(data.values, count), target);
  const values = Float32Array.from(data.values);
  const importance = new Float64Array(width);
  for (let feature = 0; feature < width; feature += 1) {
    const order = shuffled(count, rng.fork(`feature ${feature}`));
    for (let i = 0; i < count; i += 1) values[i * width + feature] = data.values[(order[i] as number) * width + feature] as number;
    importance[feature] = whole - score(predict(values, count), target);
    for (let i = 0; i < count; i += 1) values[i * width + feature] = data.values[i * width + feature] as number;
  }
  return importance;
}
