import type { MarketPanel } from '../market/panel';
import { DERIVED_CAP_SHARE, DERIVED_CAP_TOLERANCE } from './rules';

/** What of a view supply is read from. */
export interface SuppliedView {
  readonly position: number;
  /** First row whose supply the source states; Infinity where it never does. */
  readonly statedFrom: number;
  readonly market: { readonly panel: MarketPanel; readonly capsDerived: Uint8Array };
}

/** Units in circulation by row, with where they come from: the source, market cap ÷ close, or nowhere. */
export interface Supply {
  readonly column: Float64Array;
  readonly origin: 'stated' | 'derived' | 'none';
  /** First row that the source states: before it the column is derived, from it on stated; Infinity where it never is. */
  readonly statedFrom: number;
}

function countMoves(close: Float64Array, cap: Float64Array, pairs: Float64Array, still: Float64Array): void {
  let before = (cap[0] as number) / (close[0] as number);
  for (let t = 1; t < close.length; t += 1) {
    const now = (cap[t] as number) / (close[t] as number);
    if (before > 0 && now > 0) {
      pairs[t] = (pairs[t] as number) + 1;
      if (Math.abs(now / before - 1) < DERIVED_CAP_TOLERANCE) still[t] = (still[t] as number) + 1;
    }
    before = now;
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

/** The first row that the source states; Infinity where it never does. Example: of NaN, 77 it is 1. */
export function statedFrom(stated: Float64Array | undefined): number {
  for (let row = 0; stated !== undefined && row < stated.length; row += 1) if ((stated[row] as number) > 0) return row;
  return Infinity;
}

/**
 * Supply of one asset on a row: stated from the first row on which the source states it, market cap ÷ close before it; NaN where neither
 * is known (Rule 3.2). What a later row states never changes an earlier one. Example: cap 200 and close 2 derive 100 units.
 */
export function supplyAt({ market: { panel, capsDerived }, position, statedFrom }: SuppliedView, row: number): number {
  if (row >= statedFrom) return panel.circulatingSupply[position]?.[row] ?? Number.NaN;
  const [close, cap] = [panel.close[position]?.[row] ?? Number.NaN, panel.marketCap[position]?.[row] ?? Number.NaN];
  return capsDerived[row] === 0 && cap > 0 && close > 0 ? cap / close : Number.NaN;
}

/** Market cap ÷ close of the rows before `end`, where it says something; whether it ever does. */
function derive(column: Float64Array, close: Float64Array, cap: Float64Array, capsDerived: Uint8Array, end: number): boolean {
  let known = false;
  for (let row = 0; row < end; row += 1) {
    const [price, worth] = [close[row] as number, cap[row] as number];
    if (capsDerived[row] !== 0 || !(worth > 0 && price > 0)) continue;
    column[row] = worth / price;
    known = true;
  }
  return known;
}

/** All of it as a column, and where it comes from. Example: without any caps and statements it is NaN from nowhere. */
export function supplyColumn({ position, statedFrom, market: { panel, capsDerived } }: SuppliedView): Supply {
  const column = new Float64Array(panel.days).fill(Number.NaN);
  const [close, cap] = [panel.close[position], panel.marketCap[position]];
  const known = close !== undefined && cap !== undefined && derive(column, close, cap, capsDerived, Math.min(statedFrom, panel.days));
  const stated = panel.circulatingSupply[position];
  if (statedFrom < Infinity && stated) column.set(stated.subarray(statedFrom), statedFrom);
  return { column, statedFrom, origin: statedFrom < Infinity ? 'stated' : known ? 'derived' : 'none' };
}

/**
 * Whether supply may be compared over `days` rows: not across the row from which it is stated, since a stated and a derived number
 * measure different things. Example: stated from row 40, rows 39 and 44 may not be.
 */
export function sameMeasure(statedFrom: number, row: number, days: number): boolean {
  return row < statedFrom || row - days >= statedFrom;
}
