import { mean, quantile } from '../../foundation/statistics';
import { monthOf, rowRanges, type RowRange } from './rank-ic';
import { SPREAD_GROUPS, WINSOR_SHARE } from './rules';
import { isDecisionRow } from './samples';
import type { SampleSet } from './sample-set';

/** One month of holding the first fifth against the last. Fractions. */
export interface SpreadMonth {
  readonly month: string;
  readonly row: number;
  readonly gross: number;
  readonly net: number;
  /** Part of each side that changed, mean of both. */
  readonly turnover: number;
}

type Weights = ReadonlyMap<number, number>;

/** Equal weights of the first and of the last fifth by score, ties by asset; null under one asset a side. */
function fifths(samples: SampleSet, scores: Float64Array, { from, to }: RowRange): { long: Weights; short: Weights } | null {
  const ranked: number[] = [];
  for (let i = from; i < to; i += 1) if (!Number.isNaN(scores[i])) ranked.push(i);
  ranked.sort((a, b) => (scores[b] as number) - (scores[a] as number) || (samples.asset[a] as number) - (samples.asset[b] as number));
  const size = Math.floor(ranked.length / SPREAD_GROUPS);
  if (size === 0) return null;
  const side = (picks: readonly number[]): Weights => new Map(picks.map((i) => [samples.asset[i] as number, 1 / size]));
  return { long: side(ranked.slice(0, size)), short: side(ranked.slice(-size)) };
}

/** Excess returns of a row by asset, winsorised; unknown ones are left out. */
function outcomes(samples: SampleSet, { from, to }: RowRange): Map<number, number> {
  const known: [number, number][] = [];
  for (let i = from; i < to; i += 1) if (!Number.isNaN(samples.excess[i])) known.push([samples.asset[i] as number, samples.excess[i] as number]);
  const values = known.map(([, value]) => value);
  const [low, high] = [quantile(values, WINSOR_SHARE), quantile(values, 1 - WINSOR_SHARE)];
  return new Map(known.map(([asset, value]) => [asset, Math.min(high, Math.max(low, value))]));
}

function earned(weights: Weights, returns: ReadonlyMap<number, number>): number {
  return mean([...weights.keys()].map((asset) => returns.get(asset) ?? Number.NaN).filter((value) => !Number.isNaN(value)));
}

/** Trades from one side's weights to the next: their sum, and what they cost at each asset's last known one-way cost. */
function trade(before: Weights, after: Weights, costs: ReadonlyMap<number, number>): { traded: number; cost: number } {
  let [traded, cost] = [0, 0];
  for (const asset of new Set([...before.keys(), ...after.keys()])) {
    const change = Math.abs((after.get(asset) ?? 0) - (before.get(asset) ?? 0));
    traded += change;
    cost += change * (costs.get(asset) ?? 0);
  }
  return { traded, cost };
}

/** First decision row of each month on which scores exist and outcomes are known. */
function monthlyRows(samples: SampleSet, start: number, scores: Float64Array): RowRange[] {
  const seen = new Set<string>();
  return rowRanges(samples.row).filter((range) => {
    const month = monthOf(start + range.row);
    const usable = isDecisionRow({ start }, range.row) && !seen.has(month) && samples.target.subarray(range.from, range.to).some((target) => !Number.isNaN(target));
    if (!usable || !scores.subarray(range.from, range.to).some((score) => !Number.isNaN(score))) return false;
    seen.add(month);
    return true;
  });
}

/**
 * The first fifth by score less the last, both equally weighted, held for 30 days and chosen anew on the first Sunday of each month (so that
 * holdings hardly overlap); returns winsorised at 1 % of the row, net of fee and slippage (`cost`: one-way fraction per sample) on what
 * changes on both sides, the first purchase included; setting drifted weights back to equal is not charged. Example: fifths at 0.05 and −0.01 make 0.06 gross.
 */
export function monthlySpreads(samples: SampleSet, start: number, scores: Float64Array, cost: Float64Array): SpreadMonth[] {
  const costs = new Map<number, number>();
  let held: { long: Weights; short: Weights } = { long: new Map(), short: new Map() };
  const months: SpreadMonth[] = [];
  for (const range of monthlyRows(samples, start, scores)) {
    for (let i = range.from; i < range.to; i += 1) costs.set(samples.asset[i] as number, cost[i] as number);
    const chosen = fifths(samples, scores, range);
    if (!chosen) continue;
    const returns = outcomes(samples, range);
    const gross = earned(chosen.long, returns) - earned(chosen.short, returns);
    const sides = [trade(held.long, chosen.long, costs), trade(held.short, chosen.short, costs)];
    held = chosen;
    if (Number.isNaN(gross)) continue;
    const paid = sides.reduce((sum, side) => sum + side.cost, 0);
    months.push({ month: monthOf(start + range.row), row: range.row, gross, net: gross - paid, turnover: mean(sides.map(({ traded }) => traded / 2)) });
  }
  return months;
}
