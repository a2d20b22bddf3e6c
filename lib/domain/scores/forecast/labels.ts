import { dayNumber } from '../../foundation/iso-day';
import { latestWithin } from '../../market/eligibility';
import type { MarketPanel } from '../../market/panel';
import { DEAD_CARRY_DAYS } from '../../market/rules';
import { ENTRY_LAG_DAYS, LABEL_DAYS } from './rules';

/** What a position is worth at the close of `row`: a dead asset's last price for 3 days, then 0 (Rule 5.4); NaN where nobody knows. */
function worthAt(panel: MarketPanel, asset: number, row: number): number {
  const described = panel.assets[asset];
  const past = described ? panel.start + row - dayNumber(described.lastDay) : 0;
  if (past > 0 && described?.ending === 'truncated') return Number.NaN;
  if (past > DEAD_CARRY_DAYS && described?.ending === 'dead') return 0;
  return latestWithin(panel.close, asset, row);
}

/**
 * Return from the close of `row` + 1 to that of `row` + 31 (Rules 1.4 and 3.5), a fraction. −1 where the asset died inside; NaN where its
 * source stopped inside, a price is missing for more than 3 days, or the days are not over. Example: from 100 to 130 it is 0.3.
 */
export function forwardReturn(panel: MarketPanel, asset: number, row: number): number {
  if (row + LABEL_DAYS >= panel.days) return Number.NaN;
  const entry = worthAt(panel, asset, row + ENTRY_LAG_DAYS);
  return entry > 0 ? worthAt(panel, asset, row + LABEL_DAYS) / entry - 1 : Number.NaN;
}

/**
 * Forward returns of the members of a row in excess of the universe's cap-weighted one; weights are the caps known at `row`, members without
 * a cap or a return have none. NaN where unknown. Example: two assets of equal cap that return 0.2 and 0 are at 0.1 and −0.1.
 */
export function excessReturns(panel: MarketPanel, row: number, members: readonly number[]): Float64Array {
  const returns = Float64Array.from(members, (asset) => forwardReturn(panel, asset, row));
  let total = 0;
  let weighted = 0;
  members.forEach((asset, i) => {
    const cap = latestWithin(panel.marketCap, asset, row);
    if (!(cap > 0) || Number.isNaN(returns[i])) return;
    total += cap;
    weighted += cap * (returns[i] as number);
  });
  return returns.map((value) => value - weighted / total);
}
