import { shuffle, type Rng } from '../../../foundation/rng';
import { allOf } from './sampling';
import type { TrainingData } from './training-data';

/**
 * Permutation importance (Breiman 2001): how much the score falls when one feature's values are dealt to other samples at random, one number
 * per feature, the mean of so many `deals`; about 0 where a feature does not matter. `score` is better when higher. `data` should be out of
 * sample. Leaves `data` as it was. Example: a prediction that reads only feature 0 has importance 0 for all others, exactly.
 */
export function permutationImportance(
  predict: (values: Float32Array, count: number) => Float64Array,
  data: TrainingData,
  score: (predicted: Float64Array, target: Float64Array) => number,
  rng: Rng,
  deals = 1,
): Float64Array {
  const { width, count, target } = data;
  const whole = score(predict(data.values, count), target);
  const values = Float32Array.from(data.values);
  const importance = new Float64Array(width);
  for (let feature = 0; feature < width; feature += 1) {
    const order = allOf(count);
    const dealer = rng.fork(`feature ${feature}`);
    for (let deal = 0; deal < deals; deal += 1) {
      shuffle(order, dealer);
      for (let i = 0; i < count; i += 1) values[i * width + feature] = data.values[(order[i] as number) * width + feature] as number;
      importance[feature] = (importance[feature] as number) + (whole - score(predict(values, count), target)) / deals;
    }
    for (let i = 0; i < count; i += 1) values[i * width + feature] = data.values[i * width + feature] as number;
  }
  return importance;
}
