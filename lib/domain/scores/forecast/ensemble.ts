import { neweyWest } from '../../foundation/newey-west';
import { mean, variance } from '../../foundation/statistics';
import { rowRanges } from './rank-ic';
import { centredRanks } from './samples';

/**
 * Weights of an ensemble's members from their monthly rank ICs so far (`monthly[member]`, NaN where none): each member's mean is shrunk to
 * the mean of all by how far the differences exceed their own error (empirical Bayes), and weighs in proportion to what is above 0. They
 * sum to 1; equal while nothing is known or nobody is above 0. Example: without a month two members weigh a half each.
 */
export function learnWeights(monthly: readonly ArrayLike<number>[]): number[] {
  const equal = monthly.map(() => 1 / monthly.length);
  const shared = Array.from(monthly[0] ?? [], (_, month) => month).filter((month) => monthly.every((ics) => !Number.isNaN(ics[month])));
  if (shared.length < 3 || monthly.length < 2) return equal;
  const series = monthly.map((ics) => shared.map((month) => ics[month] as number));
  const means = series.map(mean);
  const center = mean(means);
  const error = mean(series.map((ics) => neweyWest(ics.map((ic, month) => ic - mean(series.map((other) => other[month] as number)))).standardError ** 2).map((square) => square || 0));
  const kept = Math.max(0, 1 - error / variance(means)) || 0;
  const shrunk = means.map((own) => Math.max(0, center + kept * (own - center)));
  const total = shrunk.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? shrunk.map((weight) => weight / total) : equal;
}

/**
 * Rank average of members on each row: their predictions (one per sample, NaN where none) become centred mid-ranks of the row and are averaged by
 * weight over those that are there; NaN where none is. `weightsOf` gives a row's weights. Example: ranks 0.4 and 0.2 of equal weight make 0.3.
 */
export function blendRanks(row: Int32Array, members: readonly Float64Array[], weightsOf: (row: number) => readonly number[]): Float64Array {
  const blended = new Float64Array(row.length).fill(Number.NaN);
  for (const { row: at, from, to } of rowRanges(row)) {
    const weights = weightsOf(at);
    const ranks = members.map((predictions) => centredRanks(predictions.subarray(from, to)));
    for (let i = from; i < to; i += 1) {
      let total = 0;
      let weighted = 0;
      ranks.forEach((rank, member) => {
        const value = rank[i - from] as number;
        if (Number.isNaN(value)) return;
        total += weights[member] as number;
        weighted += (weights[member] as number) * value;
      });
      if (total > 0) blended[i] = weighted / total;
    }
  }
  return blended;
}

/** Places of scores on their rows, 0 to 100 (mid-ranks); NaN where there is no score, or under 10 of them. Example: the best of ten is at 95. */
export function percentilesOf(row: Int32Array, scores: Float64Array): Float64Array {
  const percentiles = new Float64Array(row.length);
  for (const { from, to } of rowRanges(row)) percentiles.set(centredRanks(scores.subarray(from, to)).map((rank) => 100 * (rank + 0.5)), from);
  return percentiles;
}
