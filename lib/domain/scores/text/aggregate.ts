import { COUNTED_DAYS, FRESH_DAYS, LEAST_EVIDENCE, TEXT_HALF_LIFE_DAYS, TEXT_WINDOW_DAYS } from './rules';
import type { TextKind } from './text-sources';

/** What one item says of one asset. */
export interface SaidOf {
  readonly assetId: string;
  readonly kind: TextKind;
  /** Day on which it counts, as a day number: of publication or of being seen, whichever is later (Rule 1.4). */
  readonly day: number;
  /** When it was published, as a day number. */
  readonly publishedDay: number;
  /** −1 to 1; null where it could not be judged. */
  readonly polarity: number | null;
  /** Of source, copy and mention together. */
  readonly weight: number;
  readonly copy: boolean;
}

export type TextMetric = 'NewsPolarity' | 'NewsDispersion' | 'NewsCount' | 'SocialPolarity' | 'SocialCount';

/** One day of one metric; polarity and dispersion in [−1, 1] and [0, 1], counts in items. */
export interface TextValue {
  readonly assetId: string;
  readonly metric: TextMetric;
  readonly day: number;
  readonly value: number;
}

/** Polarity and its spread on a day; NaN where too little was said lately. */
export interface WeightedPolarity {
  readonly mean: number;
  /** Weighted standard deviation; NaN with a single item. */
  readonly deviation: number;
}

/**
 * Mean polarity on a day of what was said in the four half-lives before, each item at half its weight after 7 days (Rule 3.7).
 * Example: +1 today and −1 seven days ago, of equal weight, are 0.33.
 */
export function weightedPolarity(items: readonly SaidOf[], day: number): WeightedPolarity {
  let [weights, sum, squares, count] = [0, 0, 0, 0];
  for (const item of items) {
    const age = day - item.publishedDay;
    if (item.polarity === null || item.day > day || age < 0 || age >= TEXT_WINDOW_DAYS) continue;
    const weight = item.weight * 0.5 ** (age / TEXT_HALF_LIFE_DAYS);
    weights += weight;
    sum += weight * item.polarity;
    squares += weight * item.polarity * item.polarity;
    count += 1;
  }
  if (weights < LEAST_EVIDENCE) return { mean: Number.NaN, deviation: Number.NaN };
  const mean = sum / weights;
  return { mean, deviation: count < 2 ? Number.NaN : Math.sqrt(Math.max(0, squares / weights - mean * mean)) };
}

/** Items of a day that are no copies and no history. */
function countOn(items: readonly SaidOf[], day: number): number {
  return items.filter((item) => item.day === day && !item.copy && day - item.publishedDay <= FRESH_DAYS).length;
}

function valuesOf(assetId: string, kind: TextKind, items: readonly SaidOf[], day: number, wasRead: boolean): TextValue[] {
  const { mean, deviation } = weightedPolarity(items, day);
  const values: [TextMetric, number][] = kind === 'news' ? [['NewsPolarity', mean], ['NewsDispersion', deviation]] : [['SocialPolarity', mean]];
  if (wasRead) values.push([kind === 'news' ? 'NewsCount' : 'SocialCount', countOn(items, day)]);
  return values.filter(([, value]) => !Number.isNaN(value)).map(([metric, value]) => ({ assetId, metric, day, value: Math.round(value * 1e6) / 1e6 }));
}

/** Metrics of one asset and kind; a window of the items moves over the days. */
function groupMetrics(group: readonly SaidOf[], isRead: (kind: TextKind, day: number) => boolean, from: number, to: number): TextValue[] {
  const items = [...group].sort((a, b) => a.day - b.day);
  const values: TextValue[] = [];
  let [first, end] = [0, 0];
  for (let day = from; day <= to; day += 1) {
    while (end < items.length && (items[end] as SaidOf).day <= day) end += 1;
    while (first < end && (items[first] as SaidOf).day <= day - COUNTED_DAYS) first += 1;
    const { assetId, kind } = items[0] as SaidOf;
    if (first < end) values.push(...valuesOf(assetId, kind, items.slice(first, end), day, isRead(kind, day)));
  }
  return values;
}

/**
 * Daily metrics of every asset named, from one day to another. `isRead` says on which days feeds of a kind were read: only then is nothing
 * said a count of 0, and only for assets named in the last 60 days. A polarity is absent where too little was said. What is seen later changes no earlier day.
 * Example: one item of weight 1 and polarity 0.5 gives NewsPolarity 0.5 on its day and the 14 after it, NewsCount 1 and then 0.
 */
export function textMetrics(items: readonly SaidOf[], isRead: (kind: TextKind, day: number) => boolean, from: number, to: number): TextValue[] {
  const groups = new Map<string, SaidOf[]>();
  for (const item of items) {
    const key = `${item.kind} ${item.assetId}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.keys()].sort().flatMap((key) => groupMetrics(groups.get(key) as SaidOf[], isRead, from, to));
}
