import { robustSigma } from '../foundation/statistics';
import { supplyAt } from '../features/supply';
import { anyUpTo, latest, present, windowMedian } from '../features/window';
import type { AssetView } from '../features/view';
import * as rule from './rules';

export const ANOMALY_KINDS = ['move', 'turnover', 'surge', 'supply', 'liquidity', 'peg', 'unusual'] as const;
export type AnomalyKind = (typeof ANOMALY_KINDS)[number];

/** Named numbers: fractions, multiples or days. */
export type AnomalyDetail = Readonly<Record<string, number>>;

/** One anomaly of one asset and row (Rule 3.6). A watch is shown and excludes nothing. `detail` holds the numbers that decided it. */
export interface Anomaly {
  readonly kind: AnomalyKind;
  readonly severity: 'flag' | 'watch';
  readonly detail: AnomalyDetail;
}

type Check = (view: AssetView, row: number) => Anomaly | null;

/** Median of the 3 days that end at `row`: one quiet Sunday is no drought. */
const QUIET_DAYS = 3;

const move: Check = (view, row) => {
  const change = view.returns[row] as number;
  if (Number.isNaN(change)) return null;
  const venues = latestMetric(view, 'VenueCnt', row);
  if (venues > 1) return null;
  const history = present(view.returns, row - 1, rule.MOVE_SIGMA_DAYS);
  const sigma = history === null ? Number.NaN : robustSigma(history);
  if (!(sigma > 0) || Math.abs(change) <= rule.MOVE_SIGMAS * sigma) return null;
  const measured: AnomalyDetail = { change: Math.expm1(change), sigmas: Math.abs(change) / sigma };
  const checked = !Number.isNaN(venues);
  return { kind: 'move', severity: checked ? 'flag' : 'watch', detail: checked ? { ...measured, venues } : measured };
};

const turnover: Check = (view, row) => {
  let lowest = Infinity;
  for (let age = 0; age < rule.TURNOVER_DAYS; age += 1) {
    const cap = view.marketCap[row - age] as number;
    const share = cap > 0 ? (view.tradedValue[row - age] as number) / cap : Number.NaN;
    if (!(share > rule.TURNOVER_LIMIT)) return null;
    lowest = Math.min(lowest, share);
  }
  return { kind: 'turnover', severity: 'flag', detail: { lowest, days: rule.TURNOVER_DAYS } };
};

const surge: Check = (view, row) => {
  const factor = latest(view.close, row) / latest(view.close, row - rule.SURGE_DAYS);
  if (Number.isNaN(view.close[row]) || !(factor >= rule.SURGE_FACTOR)) return null;
  const active = view.metric('AdrActCnt');
  const growth = active === null ? Number.NaN : latest(active, row) / latest(active, row - rule.SURGE_DAYS) - 1;
  if (growth > 0) return null;
  const checked = !Number.isNaN(growth);
  const detail: AnomalyDetail = checked ? { factor, addressGrowth: growth } : { factor };
  return { kind: 'surge', severity: checked ? 'flag' : 'watch', detail };
};

const supply: Check = (view, row) => {
  // From derived to stated is another measure, not new units.
  if (row === view.statedFrom) return null;
  const jump = supplyAt(view, row) / supplyAt(view, row - 1) - 1;
  return jump > rule.SUPPLY_JUMP ? { kind: 'supply', severity: 'flag', detail: { jump } } : null;
};

const liquidity: Check = (view, row) => {
  const depth = view.metric('Depth2PctUSD');
  // Depth counts from the day it is first known: books that are read later say nothing about the days before.
  const measured = depth !== null && anyUpTo(depth, row);
  const column = measured ? depth : view.tradedValue;
  const before = windowMedian(column, row - rule.LIQUIDITY_DAYS, QUIET_DAYS);
  const drop = 1 - windowMedian(column, row, QUIET_DAYS) / before;
  if (!(before > 0) || !(drop >= rule.LIQUIDITY_DROP)) return null;
  return { kind: 'liquidity', severity: measured ? 'flag' : 'watch', detail: { drop } };
};

const peg: Check = (view, row) => {
  if (view.asset.kind !== 'stablecoin') return null;
  const usual = windowMedian(view.close, row, rule.MOVE_SIGMA_DAYS);
  const dollar = Math.abs(usual - 1) <= rule.PEG_RECOGNITION;
  const target = dollar ? 1 : usual;
  let nearest = Infinity;
  for (let age = 0; age < rule.PEG_DAYS; age += 1) {
    const off = Math.abs((view.close[row - age] as number) / target - 1);
    if (!(off > rule.PEG_TOLERANCE)) return null;
    nearest = Math.min(nearest, off);
  }
  return { kind: 'peg', severity: dollar ? 'flag' : 'watch', detail: { off: nearest, target, days: rule.PEG_DAYS } };
};

const CHECKS: readonly Check[] = [move, turnover, surge, supply, liquidity, peg];

function latestMetric(view: AssetView, name: string, row: number): number {
  const column = view.metric(name);
  return column === null ? Number.NaN : latest(column, row);
}

/**
 * The hard rules of Rule 3.6 for one asset and row, from what was known at its close. What cannot be checked is a watch: a move
 * where venues are unknown, a surge without on-chain data, liquidity judged by traded value, a peg other than the dollar.
 * Missing numbers raise nothing. Example: a supply up by 21 % in a day is a flag of kind 'supply'.
 */
export function detectAnomalies(view: AssetView, row: number): Anomaly[] {
  return CHECKS.map((check) => check(view, row)).filter((found) => found !== null);
}

/** Last row on which a flag of `row` excludes: the asset is back after 14 clean days. Example: a flag on row 0 excludes to row 13. */
export function excludedUntil(row: number): number {
  return row + rule.CLEAN_DAYS - 1;
}
