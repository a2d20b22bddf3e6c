import { assetIndex, type MarketPanel } from '../market/panel';
import { latestWithin } from '../market/eligibility';
import type { GradeSource } from '../scores/grade-source';
import type { Determination } from './determine';
import { MARKET_BENCHMARK } from './methodologies/catalogue';
import { INITIAL_LEVEL } from './rules';
import { runIndex } from './run-index';
import { simulate } from './simulate';

/**
 * The eligible universe by market cap (Rule 5.5), one level per row of the panel, NaN before it starts; without costs. Rebalanced
 * weekly to the caps. Example: with one eligible token it is that token.
 */
export function marketLevels(panel: MarketPanel, grades: GradeSource): Float64Array {
  const levels = new Float64Array(panel.days).fill(Number.NaN);
  const run = runIndex(MARKET_BENCHMARK, { panel, grades, regimes: [], costs: false, events: false, indexSize: 1 });
  if (run.ok) levels.set(run.value.gross, run.value.startRow);
  return levels;
}

/** Levels of one asset from `startRow` on, 1000 there; prices carried at most 3 days, NaN beyond. Example: Bitcoin beside an index. */
export function assetLevels(panel: MarketPanel, id: string, startRow: number): Float64Array {
  const asset = assetIndex(panel, id);
  const base = latestWithin(panel.close, asset, startRow);
  return Float64Array.from({ length: panel.days - startRow }, (_, i) => (INITIAL_LEVEL * latestWithin(panel.close, asset, startRow + i)) / base);
}

/** Another series from `startRow` on, scaled to 1000 at its first known level there; NaN before that. Example: 2000, 3000 becomes 1000, 1500. */
export function rebased(levels: Float64Array, startRow: number): Float64Array {
  const beside = levels.subarray(startRow);
  const base = beside.find((level) => !Number.isNaN(level)) ?? Number.NaN;
  return beside.map((level) => (INITIAL_LEVEL * level) / base);
}

/** The same constituents never rebalanced (Rule 5.5): given weights bought at the close of `startRow` and left alone. Example: one token held is that token. */
export function leftAlone(panel: MarketPanel, startRow: number, weights: ReadonlyMap<number, number>): Float64Array {
  const targets = [...weights].map(([asset, weight]) => ({ asset, weight, cap: 1, rank: 0, reason: 'held', weightReason: '' }));
  const cash = Math.max(0, 1 - targets.reduce((sum, { weight }) => sum + weight, 0));
  const start: Determination = { row: startRow, targets, cash, outside: new Map(), capacity: 1, eligible: targets.length, notes: [] };
  return simulate({ panel, startRow, start, decide: () => null, costs: false }).gross;
}

