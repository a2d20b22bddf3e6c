import type { MarketPanel } from '../market/panel';
import { DERIVED_CAP_SHARE, DERIVED_CAP_TOLERANCE } from './rules';

/** Units in circulation by row, with where they come from: the source, market cap ÷ close, or nowhere. */
export interface Supply {
  readonly column: Float64Array;
  readonly origin: 'stated' | 'derived' | 'none';
}

function moves(close: Float64Array, cap: Float64Array): { pairs: number; still: number } {
  let pairs = 0;
  let still = 0;
  for (let t = 1; t < close.length; t += 1) {
    const before = (cap[t - 1] as number) / (close[t - 1] as number);
    const now = (cap[t] as number) / (close[t] as number);
    if (!(before > 0 && now > 0)) continue;
    pairs += 1;
    if (Math.abs(now / before - 1) < DERIVED_CAP_TOLERANCE) still += 1;
  }
  return { pairs, still };
}

/**
 * Whether the dataset's caps are closes × a supply that stands still between resets: then cap ÷ close says nothing about
 * supply (Rule 3.2). Judged over all day pairs; false without any. Example: cap = 2 × close throughout is true.
 */
export function capsAreDerived(panel: MarketPanel): boolean {
  let pairs = 0;
  let still = 0;
  panel.assets.forEach((_, position) => {
    const close = panel.close[position];
    const cap = panel.marketCap[position];
    if (!close || !cap) return;
    const counted = moves(close, cap);
    pairs += counted.pairs;
    still += counted.still;
  });
  return pairs > 0 && still / pairs >= DERIVED_CAP_SHARE;
}

/**
 * Supply of one asset: stated where the source states it at all, else market cap ÷ close, never a mixture of both; NaN where
 * neither is known (Rule 3.2). Example: cap 200 and close 2 derive 100 units.
 */
export function supplyColumn(panel: MarketPanel, position: number, capsDerived: boolean): Supply {
  const stated = panel.circulatingSupply[position];
  if (stated?.some((value) => value > 0)) return { column: stated, origin: 'stated' };
  const column = new Float64Array(panel.days).fill(Number.NaN);
  const close = panel.close[position];
  const cap = panel.marketCap[position];
  if (capsDerived || !close || !cap) return { column, origin: 'none' };
  let any = false;
  for (let t = 0; t < panel.days; t += 1) {
    if (!((cap[t] as number) > 0 && (close[t] as number) > 0)) continue;
    column[t] = (cap[t] as number) / (close[t] as number);
    any = true;
  }
  return { column, origin: any ? 'derived' : 'none' };
}
