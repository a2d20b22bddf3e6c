import type { MarketPanel } from '../market/panel';
import { DERIVED_CAP_SHARE, DERIVED_CAP_TOLERANCE } from './rules';
import { growth } from './window';

/** Units in circulation by row, with where they come from: the source, market cap ÷ close, or nowhere. */
export interface Supply {
  readonly column: Float64Array;
  readonly origin: 'stated' | 'derived' | 'none';
  /** First row that the source states: before it the column is derived, from it on stated; Infinity where it never is. */
  readonly statedFrom: number;
}

function countMoves(close: Float64Array, cap: Float64Array, pairs: Float64Array, still: Float64Array): void {
  for (let t = 1; t < close.length; t += 1) {
    const before = (cap[t - 1] as number) / (close[t - 1] as number);
    const now = (cap[t] as number) / (close[t] as number);
    if (!(before > 0 && now > 0)) continue;
    pairs[t] = (pairs[t] as number) + 1;
    if (Math.abs(now / before - 1) < DERIVED_CAP_TOLERANCE) still[t] = (still[t] as number) + 1;
  }
}

/**
 * By row, 1 where the caps known so far are closes × a supply that stands still between resets: then cap ÷ close says nothing
 * about supply (Rule 3.2), or nothing tells yet. Judged over the day pairs up to the row, never over later ones. Example: cap = 2 ×
 * close throughout is 1 on every row; a cap of its own is 1, 0, 0, …
 */
export function capsDerivedByRow(panel: MarketPanel): Uint8Array {
  const [pairs, still] = [new Float64Array(panel.days), new Float64Array(panel.days)];
  panel.assets.forEach((_, position) => {
    const close = panel.close[position];
    const cap = panel.marketCap[position];
    if (close && cap) countMoves(close, cap, pairs, still);
  });
  let [all, resting] = [0, 0];
  return Uint8Array.from(pairs, (count, t) => {
    all += count;
    resting += still[t] as number;
    return all === 0 || resting / all >= DERIVED_CAP_SHARE ? 1 : 0;
  });
}

/**
 * Supply of one asset: stated from the first row on which the source states it, market cap ÷ close before it; NaN where neither is
 * known (Rule 3.2). What a later row states never changes an earlier one. Example: cap 200 and close 2 derive 100 units.
 */
export function supplyColumn(panel: MarketPanel, position: number, capsDerived: Uint8Array): Supply {
  const stated = panel.circulatingSupply[position];
  const found = stated?.findIndex((value) => value > 0) ?? -1;
  const statedFrom = found < 0 ? Infinity : found;
  const column = new Float64Array(panel.days).fill(Number.NaN);
  if (stated && found >= 0) column.set(stated.subarray(found), found);
  const close = panel.close[position];
  const cap = panel.marketCap[position];
  let any = false;
  for (let t = 0; close && cap && t < Math.min(panel.days, statedFrom); t += 1) {
    if (capsDerived[t] === 1 || !((cap[t] as number) > 0 && (close[t] as number) > 0)) continue;
    column[t] = (cap[t] as number) / (close[t] as number);
    any = true;
  }
  return { column, statedFrom, origin: found >= 0 ? 'stated' : any ? 'derived' : 'none' };
}

/**
 * Relative change of supply over `days` rows; NaN across the row from which it is stated, since a stated and a derived number measure
 * different things. Example: 100 then 110 a row later is 0.1 over 1 row.
 */
export function supplyGrowth({ column, statedFrom }: Supply, row: number, days: number): number {
  return row >= statedFrom && row - days < statedFrom ? Number.NaN : growth(column, row, days);
}
