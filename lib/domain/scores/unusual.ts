import { dayFromNumber } from '../foundation/iso-day';
import { createRng } from '../foundation/rng';
import { selectInPlace } from '../foundation/order-statistic';
import { quantile } from '../foundation/statistics';
import { stir } from '../foundation/stir';
import type { AssetView, MarketView } from '../features/view';
import type { Anomaly } from './anomalies';
import { growForest, isolationScore, type IsolationForest } from './isolation-forest';
import * as rule from './rules';
import { UNUSUAL_MEASURES } from './unusual-measures';
import { CHANGE_ROWS, weeklyChanges } from './weekly-changes';

/** The forest that judges the days of one month, and the score beyond which a week is unusual. */
export interface MonthForest {
  readonly forest: IsolationForest;
  readonly limit: number;
}

/** An unusual week, and the row it ends with. */
export interface UnusualWeek {
  readonly row: number;
  readonly anomaly: Anomaly;
}

const WIDTH = UNUSUAL_MEASURES.length;

/** First row of the month that a row lies in; may be before the panel. Example: 2021-03-05 is 4 rows after its month's first. */
export function monthStart(start: number, row: number): number {
  return row + 1 - Number(dayFromNumber(start + row).slice(8));
}

/** Token weeks that may be drawn: their keys, which depend on the token's id and the day alone, asset by asset. */
function candidates({ panel }: MarketView, first: number): { assets: number[]; rows: number[]; keys: number[] } {
  const found = { assets: [] as number[], rows: [] as number[], keys: [] as number[] };
  const seed = createRng(rule.UNUSUAL_SEED);
  panel.close.forEach((close, position) => {
    let key = -1;
    for (let week = rule.UNUSUAL_WEEKS; week >= 1; week -= 1) {
      const row = first - 1 - rule.UNUSUAL_SPAN_DAYS * (week - 1);
      if (row < CHANGE_ROWS || Number.isNaN(close[row]) || Number.isNaN(close[row - CHANGE_ROWS])) continue;
      if (key < 0) key = seed.fork(panel.assets[position]?.id ?? '').int(2 ** 32);
      found.assets.push(position);
      found.rows.push(row);
      found.keys.push(stir(key, panel.start + row));
    }
  });
  return found;
}

function measuredIn(values: Float64Array, at: number): { measures: number; largest: number } {
  let measures = 0;
  let largest = 0;
  for (let i = at; i < at + WIDTH; i += 1) {
    const value = Math.abs(values[i] as number);
    if (value !== value) continue;
    measures += 1;
    if (value > largest) largest = value;
  }
  return { measures, largest };
}

/**
 * Grows the forest of the month that begins with row `first`, from 4,096 token weeks of the 52 weeks before it; null with too few. Which ones
 * are drawn depends on ids and days alone, so that neither a later day nor a token that begins later changes it.
 * Example: a market of 20 tokens has a forest after about nine months.
 */
export function growMonth(market: MarketView, first: number): MonthForest | null {
  const { assets, rows, keys } = candidates(market, first);
  const cut = keys.length <= rule.UNUSUAL_POINTS ? Infinity : selectInPlace(Float64Array.from(keys), rule.UNUSUAL_POINTS - 1);
  const values: number[] = [];
  keys.forEach((key, i) => {
    if (key > cut) return;
    const row = rows[i] as number;
    const point = weeklyChanges(market.view(assets[i] as number), row, row + 1);
    if (measuredIn(point, 0).measures >= rule.UNUSUAL_MIN_MEASURES) values.push(...point);
  });
  const points = { values: Float64Array.from(values), width: WIDTH, count: values.length / WIDTH };
  if (points.count < rule.UNUSUAL_MIN_POINTS) return null;
  const forest = growForest(points, rule.UNUSUAL_TREES, rule.UNUSUAL_SAMPLE, createRng(rule.UNUSUAL_SEED).fork(dayFromNumber(market.panel.start + first)));
  const scores = Float64Array.from({ length: points.count }, (_, i) => isolationScore(forest, points.values, i * WIDTH));
  return { forest, limit: quantile(scores, rule.UNUSUAL_QUANTILE) };
}

/** The measures without which the week would be least alone, largest first. */
function reasons({ forest }: MonthForest, values: Float64Array, at: number, score: number): [string, number][] {
  const told = UNUSUAL_MEASURES.map((name, m) => ({ name, value: values[at + m] as number, part: score - isolationScore(forest, values, at, m) }));
  const known = told.filter(({ value, part }) => !Number.isNaN(value) && part > 0);
  known.sort((a, b) => b.part - a.part || (a.name < b.name ? -1 : 1));
  return known.slice(0, rule.UNUSUAL_REASONS).map(({ name, value }) => [name, value]);
}

/**
 * The unusual weeks of an asset that end on the rows `from` … `to − 1` (Rule 3.6): lonelier than all but one in 500 token weeks of the year before
 * the month, with at least 3 measures known and one change of at least 3 usual ones. Statistics, so always a watch; `detail` holds the score, its
 * limit, and the up to three measures that isolate it most, in usual changes. Example: price and traded value that leap together after a quiet year.
 */
export function findUnusual(view: AssetView, from: number, to: number, forestOf: (row: number) => MonthForest | null): UnusualWeek[] {
  const values = weeklyChanges(view, from, to);
  const found: UnusualWeek[] = [];
  for (let row = from; row < to; row += 1) {
    const at = (row - from) * WIDTH;
    const { measures, largest } = measuredIn(values, at);
    const month = measures < rule.UNUSUAL_MIN_MEASURES || !(largest >= rule.UNUSUAL_MIN_CHANGE) || Number.isNaN(view.close[row]) ? null : forestOf(row);
    const score = month === null ? Number.NaN : isolationScore(month.forest, values, at);
    if (month === null || !(score > month.limit)) continue;
    found.push({ row, anomaly: { kind: 'unusual', severity: 'watch', detail: { score, limit: month.limit, ...Object.fromEntries(reasons(month, values, at, score)) } } });
  }
  return found;
}

/**
 * The forests of a market by row, each grown once, when first asked for; those of `known`, by the first row of their month, need not be grown.
 * Example: all rows of a month get the same one.
 */
export function monthForests(market: MarketView, known: ReadonlyMap<number, MonthForest | null> = new Map()): (row: number) => MonthForest | null {
  const grown = new Map(known);
  return (row) => {
    const first = monthStart(market.panel.start, row);
    const found = grown.get(first);
    if (found !== undefined) return found;
    const made = growMonth(market, first);
    grown.set(first, made);
    return made;
  };
}
