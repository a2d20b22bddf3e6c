import { weekday } from '../../foundation/iso-day';
import { computeFeatures } from '../../features/compute';
import type { Feature } from '../../features/feature';
import { fedFeatures } from '../../features/registry';
import type { MarketView } from '../../features/view';
import type { MarketPanel } from '../../market/panel';
import { gradeCrossSection } from '../cross-section';
import { gradedUniverse } from '../graded-universe';
import { isDeterminationRow } from '../required-days';
import { MIN_CROSS_SECTION } from '../rules';
import { excessReturns } from './labels';
import { DECISION_WEEKDAY, MOST_RANKED } from './rules';
import type { SampleSet } from './sample-set';

/** Whether models learn from a row and are judged by it: a Sunday. Month ends are forecast only. Example: row 4 of a panel that starts on a Wednesday. */
export function isDecisionRow(panel: Pick<MarketPanel, 'start'>, row: number): boolean {
  return weekday(panel.start + row) === DECISION_WEEKDAY;
}

/** Rows with a forecast: every Sunday, every month's end, and the newest row. Ascending. Example: of ten days from a Wednesday they are 4 and 9. */
export function forecastRows(panel: Pick<MarketPanel, 'start' | 'days'>): number[] {
  return Array.from({ length: panel.days }, (_, row) => row).filter((row) => isDeterminationRow(panel, row) || row === panel.days - 1);
}

/** Centred mid-ranks of the values that are there; NaN for the others, and for all under 10 of them. Example: the largest of ten gets 0.45. */
export function centredRanks(values: Float64Array): Float64Array {
  const all = Array.from(values, (_, i) => i);
  return gradeCrossSection(values, all, 'higher').map((grade) => grade / 100 - 0.5);
}

/** The samples of one row; arrays are one per member. */
interface RowSamples {
  readonly row: number;
  readonly members: readonly number[];
  readonly values: Float32Array;
  readonly excess: Float64Array;
}

function sampleRow(market: MarketView, features: readonly Feature[], row: number): RowSamples | null {
  const universe = gradedUniverse(market.panel, row).members;
  const members = universe.slice(0, MOST_RANKED);
  if (members.length < MIN_CROSS_SECTION) return null;
  const block = computeFeatures(market, features, row, row + 1);
  const values = new Float32Array(members.length * features.length);
  features.forEach((_, f) => {
    const column = block.values[f] as Float64Array;
    const ranks = centredRanks(Float64Array.from(members, (asset) => column[asset] as number));
    for (let i = 0; i < members.length; i += 1) values[i * features.length + f] = ranks[i] as number;
  });
  return { row, members, values, excess: excessReturns(market.panel, row, universe).slice(0, members.length) };
}

function join(features: readonly string[], parts: readonly RowSamples[]): SampleSet {
  const count = parts.reduce((sum, part) => sum + part.members.length, 0);
  const set = {
    features,
    count,
    values: new Float32Array(count * features.length),
    row: new Int32Array(count),
    asset: new Int32Array(count),
    target: new Float64Array(count),
    excess: new Float64Array(count),
  };
  let at = 0;
  for (const part of parts) {
    set.values.set(part.values, at * features.length);
    set.row.fill(part.row, at, at + part.members.length);
    set.asset.set(part.members, at);
    set.target.set(centredRanks(part.excess), at);
    set.excess.set(part.excess, at);
    at += part.members.length;
  }
  return set;
}

/**
 * The samples of ascending rows: everyone eligible that day (survivors or not), but at most the 1,000 largest, ranked among themselves; every feature
 * that the dataset feeds, each from what was known at that close (Rule 1.4). Rows with fewer than 10 members have none; missing stays NaN. Example: `buildSamples(market, forecastRows(panel))`.
 */
export function buildSamples(market: MarketView, rows: readonly number[]): SampleSet {
  const features = fedFeatures(market);
  const parts = rows.map((row) => sampleRow(market, features, row)).filter((part) => part !== null);
  return join(features.map(({ code }) => code), parts);
}
