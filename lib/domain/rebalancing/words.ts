import { dec, roundDec, type Dec } from '../foundation/decimal';

/** Below this share of the whole a tenth of a percent says too little. */
const SMALL_SHARE = 0.02;

function places(share: number | Dec): number {
  return dec(share).abs().lt(SMALL_SHARE) && !dec(share).isZero() ? 2 : 1;
}

/** A share as a percentage with one decimal, two where it is small. Example: `percent(0.275)` is '27.5 %', `percent(0.0047)` '0.47 %'. */
export function percent(share: number | Dec): string {
  return `${roundDec(dec(share).times(100), places(share)).toFixed(places(share))}\u202f%`;
}

/** A band as a range. Example: `range(0.2, 0.3)` is '20.0–30.0 %'. */
export function range(lower: number | Dec, upper: number | Dec): string {
  return `${roundDec(dec(lower).times(100), places(upper)).toFixed(places(upper))}–${percent(upper)}`;
}

/** USD to the cent with thousands separators. Example: `usd(dec('1234.5'))` is '$1,234.50'. */
export function usd(amount: Dec): string {
  const [whole = '0', cents = '00'] = roundDec(amount.abs(), 2).toFixed(2).split('.');
  return `${amount.isNegative() ? '−' : ''}$${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}
