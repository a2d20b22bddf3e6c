import { screenUniverse, type ScreenReason } from '../market/eligibility';
import type { MarketPanel } from '../market/panel';
import { DEFAULT_SCREENS } from '../market/rules';

/** Who is ranked against whom on a day. */
export interface GradedUniverse {
  /** Positions by descending market cap, those without one last. */
  readonly members: readonly number[];
  /** Members with a market cap, in the same order: position i has rank i + 1. */
  readonly ranked: readonly number[];
  /** Why each of the others is not graded. */
  readonly reasons: ReadonlyMap<number, ScreenReason>;
}

/**
 * The eligible assets of Rule 3.2 on a row: the widest screens of Rule 2.3 (aggressive), so that one percentile serves all tiers.
 * A flag keeps an asset out of a rebalance (Rule 3.6), not out of the ranking; an unknown cap keeps it out of neither.
 */
export function gradedUniverse(panel: MarketPanel, row: number): GradedUniverse {
  const { eligible, unranked, reasons } = screenUniverse(panel, row, DEFAULT_SCREENS.aggressive);
  return { members: [...eligible, ...unranked], ranked: eligible, reasons };
}
