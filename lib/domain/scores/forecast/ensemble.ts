import { dot, quadraticForm, solve, submatrix, type Matrix } from '../../foundation/linear-algebra';
import { neweyWest } from '../../foundation/newey-west';
import { mean, variance } from '../../foundation/statistics';
import { rankCorrelation, rowRanges } from './rank-ic';
import { centredRanks } from './samples';

/** Members that agree more than this are taken to agree so much: what tells them apart is noise. */
const MOST_AGREEMENT = 0.98;

/** Every choice of at least one of n members. Example: of two they are {0}, {1} and both. */
function choices(n: number): number[][] {
  return Array.from({ length: 2 ** n - 1 }, (_, i) => Array.from({ length: n }, (_none, member) => member).filter((member) => ((i + 1) >> member) % 2 === 1));
}

/**
 * Weights (≥ 0, sum 1) that give the highest rank IC of a combination: the most of w·ic ÷ √(w′Cw), where `agreement` C is the rank correlation
 * of members with each other (Markowitz' tangency, over every subset). Equal where nobody is above 0. Example: two alike members
 * with the same IC weigh a half each; a member that only repeats a better one weighs nothing.
 */
export function bestCombination(ics: readonly number[], agreement: Matrix): number[] {
  let best = { weights: ics.map(() => 1 / ics.length), ic: 0 };
  for (const members of choices(ics.length)) {
    const ownIcs = members.map((member) => ics[member] as number);
    const part = submatrix(agreement, members).map((row, i) => row.map((value, j) => (i === j ? 1 : Math.min(value, MOST_AGREEMENT))));
    const solved = solve(part, ownIcs);
    if (!solved?.every((weight) => weight >= 0)) continue;
    const ic = dot(solved, ownIcs) / Math.sqrt(quadraticForm(part, solved));
    const total = solved.reduce((sum, weight) => sum + weight, 0);
    if (ic > best.ic * (1 + 1e-12)) best = { weights: ics.map((_, member) => (members.includes(member) ? (solved[members.indexOf(member)] as number) / total : 0)), ic };
  }
  return best.weights;
}

/**
 * Weights of an ensemble's members from their monthly rank ICs so far (`monthly[member]`, NaN where none) and their agreement: the best
 * combination, shrunk to equal by how little the differences of the means exceed their own error (empirical Bayes). They sum to 1, none is
 * negative; equal while nothing is known. Example: without a month two members weigh a half each.
 */
export function learnWeights(monthly: readonly ArrayLike<number>[], agreement: Matrix): number[] {
  const equal = monthly.map(() => 1 / monthly.length);
  const shared = Array.from(monthly[0] ?? [], (_, month) => month).filter((month) => monthly.every((ics) => !Number.isNaN(ics[month])));
  if (shared.length < 3 || monthly.length < 2) return equal;
  const series = monthly.map((ics) => shared.map((month) => ics[month] as number));
  const means = series.map(mean);
  const together = shared.map((_, month) => mean(series.map((ics) => ics[month] as number)));
  const error = mean(series.map((ics) => neweyWest(ics.map((ic, month) => ic - (together[month] as number))).standardError ** 2 || 0));
  const kept = Math.max(0, 1 - error / variance(means)) || 0;
  const best = bestCombination(means, agreement);
  return equal.map((share, member) => (1 - kept) * share + kept * (best[member] as number));
}

/** Mean rank correlation of members with each other on some rows; 0 where they never speak together. Example: of a member with itself it is 1. */
export function agreementOf(row: Int32Array, members: readonly Float64Array[], wanted: (row: number) => boolean): number[][] {
  const ranges = rowRanges(row).filter((range) => wanted(range.row));
  const between = (a: Float64Array, b: Float64Array): number => {
    const known = ranges.map(({ from, to }) => rankCorrelation(a, b, from, to)).filter((value) => !Number.isNaN(value));
    return known.length === 0 ? 0 : mean(known);
  };
  const upper = members.map((a, i) => members.map((b, j) => (j > i ? between(a, b) : 1)));
  return upper.map((values, i) => values.map((value, j) => (j < i ? (upper[j]?.[i] as number) : value)));
}

/**
 * Rank average of members on each row: their predictions (one per sample, NaN where none) become centred mid-ranks of the row and are averaged by
 * weight over those that are there, equally where only members without weight are; NaN where none is. `weightsOf` gives a row's weights.
 * Example: ranks 0.4 and 0.2 of equal weight make 0.3.
 */
export function blendRanks(row: Int32Array, members: readonly Float64Array[], weightsOf: (row: number) => readonly number[]): Float64Array {
  const blended = new Float64Array(row.length).fill(Number.NaN);
  for (const { row: at, from, to } of rowRanges(row)) {
    const weights = weightsOf(at);
    const ranks = members.map((predictions) => centredRanks(predictions.subarray(from, to)));
    for (let i = from; i < to; i += 1) {
      const spoken = ranks.map((rank, member) => ({ value: rank[i - from] as number, weight: weights[member] as number })).filter(({ value }) => !Number.isNaN(value));
      const total = spoken.reduce((sum, { weight }) => sum + weight, 0);
      const weighted = spoken.reduce((sum, { value, weight }) => sum + value * weight, 0);
      blended[i] = total > 0 ? weighted / total : mean(spoken.map(({ value }) => value));
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
