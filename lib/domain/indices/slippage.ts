import type { MarketPanel } from '../market/panel';
import { squareRootSlippage, tradingStats } from '../market/trading-cost';
import { FEE_BPS, LEAVING_SIZES } from './rules';
import { STATED_INDEX_SIZE } from './weights/rules';

/** A change of weight to be priced. */
export interface WeightChange {
  readonly asset: number;
  readonly change: number;
}

/**
 * Cost of weight changes as a fraction of the index: fee plus slippage of each side at the stated size. An asset whose numbers are unknown
 * (it stopped trading) costs as much slippage as the dearest of the others. Example: changes that sum to 0.1 cost at least 0.0001.
 */
export function tradingCost(panel: MarketPanel, row: number, changes: readonly WeightChange[], indexSize: number = STATED_INDEX_SIZE): number {
  const priced = changes.filter(({ change }) => change !== 0).map(({ asset, change }) => ({ size: Math.abs(change), slippage: squareRootSlippage(Math.abs(change) * indexSize, tradingStats(panel, asset, row)) }));
  const dearest = Math.max(0, ...priced.map(({ slippage }) => slippage).filter(Number.isFinite));
  return priced.reduce((sum, { size, slippage }) => sum + size * (FEE_BPS / 10_000 + (Number.isFinite(slippage) ? slippage : dearest)), 0);
}

/** What it costs to sell everything at one index size. */
export interface LeavingCost {
  /** USD. */
  readonly size: number;
  /** Basis points of the size. */
  readonly bps: number;
}

/** Cost of selling given weights at the stated sizes (Rule 8.4), from what is known at the close of `row`. Example: it is never under the fee of 10 bps when all is invested. */
export function leavingCosts(panel: MarketPanel, row: number, weights: ReadonlyMap<number, number>, sizes: readonly number[] = LEAVING_SIZES): LeavingCost[] {
  const changes = [...weights].map(([asset, weight]) => ({ asset, change: -weight }));
  return sizes.map((size) => ({ size, bps: 10_000 * tradingCost(panel, row, changes, size) }));
}
