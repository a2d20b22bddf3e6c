import type { CatalogueIndex } from './types';

/** A weighted part of a mix, with its daily levels. */
export interface MixPart {
  readonly weight: number;
  readonly levels: CatalogueIndex['levels'];
}

/** The fall of a mix from a top to the bottom after it: `fall` in [0, 1], days since 1970-01-01. */
export interface MixDrawdown {
  readonly fall: number;
  readonly from: number;
  readonly to: number;
  readonly historyFrom: number;
  readonly historyTo: number;
}

/** First and last day that all parts have, as day numbers; null without two days in common or without parts. */
export function commonDays(parts: readonly Pick<MixPart, 'levels'>[]): { from: number; to: number } | null {
  if (parts.length === 0) return null;
  const from = Math.max(...parts.map(({ levels }) => levels.firstDay));
  const to = Math.min(...parts.map(({ levels }) => levels.firstDay + levels.values.length - 1));
  return to > from ? { from, to } : null;
}

/** Simple daily returns of the mix over the days all parts have, held at its weights every day; what the weights leave is cash at 0. */
export function mixReturns(parts: readonly MixPart[], days: { from: number; to: number }): Float64Array {
  const returns = new Float64Array(days.to - days.from);
  for (const { weight, levels } of parts) {
    for (let day = days.from; day < days.to; day += 1) {
      const at = day - levels.firstDay;
      returns[day - days.from] = (returns[day - days.from] as number) + weight * ((levels.values[at + 1] as number) / (levels.values[at] as number) - 1);
    }
  }
  return returns;
}

/**
 * The deepest fall of a mix from a top, over the days all its parts have; null without common history. The mix is held at its weights
 * every day. Formula: max over t of 1 − L(t) / max L(≤ t). Example: one part with levels 100, 50, 75 fell by 0.5.
 */
export function worstDrawdown(parts: readonly MixPart[]): MixDrawdown | null {
  const days = commonDays(parts);
  if (days === null) return null;
  const returns = mixReturns(parts, days);
  let [level, top, topDay] = [1, 1, days.from];
  let worst = { fall: 0, from: days.from, to: days.from };
  for (let i = 0; i < returns.length; i += 1) {
    level *= 1 + (returns[i] as number);
    const day = days.from + i + 1;
    if (level > top) [top, topDay] = [level, day];
    const fall = 1 - level / top;
    if (fall > worst.fall) worst = { fall, from: topDay, to: day };
  }
  return { ...worst, historyFrom: days.from, historyTo: days.to };
}
