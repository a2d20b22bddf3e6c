import { createRng, type Rng } from '../../../foundation/rng';
import { groupStarts, type TrainingData } from './training-data';

/** What boosting lowers: where it starts, gradient and hessian at given predictions, and the loss by which it stops. */
export interface Objective {
  readonly base: number;
  /** Null where every hessian is 1. */
  readonly hessian: Float64Array | null;
  readonly gradient: Float64Array;
  /** Fills gradient (and hessian) at these predictions, one per sample. */
  fill(predicted: Float64Array): void;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum / values.length;
}

/** Half the squared error: gradient = prediction − target, hessian 1, starting from the mean target. Example: targets 1 and 3 start from 2. */
export function squaredObjective({ target, count }: TrainingData): Objective {
  const gradient = new Float64Array(count);
  const fill = (predicted: Float64Array) => {
    for (let i = 0; i < count; i += 1) gradient[i] = (predicted[i] as number) - (target[i] as number);
  };
  return { base: mean(target), hessian: null, gradient, fill };
}

/** The mean squared error of predictions. Example: predictions 1, 2 of targets 1, 4 have 2. */
export function squaredLoss({ target, count }: TrainingData, predicted: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += ((predicted[i] as number) - (target[i] as number)) ** 2;
  return sum / count;
}

/**
 * Visits `pairs` partners of every sample within its group: for each group that many different steps are drawn, and sample i meets the
 * one so many places on (around the end), so that all meet equally many. Pairs of equal target are left out.
 */
function eachPair(starts: Int32Array, target: Float64Array, pairs: number, rng: Rng, visit: (better: number, worse: number) => void): void {
  for (let g = 0; g + 1 < starts.length; g += 1) {
    const start = starts[g] as number;
    const size = (starts[g + 1] as number) - start;
    const drawn = Math.min(pairs, Math.floor(size / 2));
    for (let p = 0; p < drawn; p += 1) {
      const step = 1 + Math.floor(((p + rng.next()) * (size - 1)) / drawn);
      for (let i = 0, j = step; i < size; i += 1, j = j + 1 === size ? 0 : j + 1) {
        const a = target[start + i] as number;
        const b = target[start + j] as number;
        if (a > b) visit(start + i, start + j);
        else if (b > a) visit(start + j, start + i);
      }
    }
  }
}

/**
 * Pairwise logistic ranking (RankNet, Burges 2005) within groups: loss = Σ log(1 + exp(−(s_better − s_worse))) over pairs drawn anew
 * at every call, so that a round costs count × pairs. A sample draws `pairs` partners and is drawn by as many: its gradient is the mean
 * over these. Starts from 0. Example: two samples at equal predictions have gradients −0.5 (better) and 0.5.
 */
export function pairwiseObjective(data: TrainingData, pairs: number, rng: Rng): Objective {
  const { target, count } = data;
  const starts = groupStarts(data.group);
  const gradient = new Float64Array(count);
  const hessian = new Float64Array(count);
  const fill = (predicted: Float64Array) => {
    gradient.fill(0);
    hessian.fill(0);
    eachPair(starts, target, pairs, rng, (better, worse) => {
      const wrong = 1 / (1 + Math.exp((predicted[better] as number) - (predicted[worse] as number)));
      const weight = wrong * (1 - wrong);
      gradient[better] = (gradient[better] as number) - wrong;
      gradient[worse] = (gradient[worse] as number) + wrong;
      hessian[better] = (hessian[better] as number) + weight;
      hessian[worse] = (hessian[worse] as number) + weight;
    });
    for (let i = 0; i < count; i += 1) {
      gradient[i] = (gradient[i] as number) / (2 * pairs);
      hessian[i] = (hessian[i] as number) / (2 * pairs);
    }
  };
  return { base: 0, hessian, gradient, fill };
}

/** The mean pairwise logistic loss over pairs drawn by `seed`, the same at every call; NaN without a pair. Example: equal predictions have log 2. */
export function pairwiseLoss(data: TrainingData, predicted: Float64Array, pairs: number, seed: number): number {
  let sum = 0;
  let count = 0;
  eachPair(groupStarts(data.group), data.target, pairs, createRng(seed), (better, worse) => {
    sum += Math.log1p(Math.exp((predicted[worse] as number) - (predicted[better] as number)));
    count += 1;
  });
  return count === 0 ? Number.NaN : sum / count;
}
