import { dec, roundDec, type Dec } from '../foundation/decimal';

/** A share as a percentage with one decimal. Example: `percent(0.275)` is '27.5 %'. */
export function percent(share: number | Dec): string {
  return `${roundDec(dec(share).times(100), 1).toFixed(1)}\u202f%`;
}

/** A band as a range. Example: `range(0.2, 0.3)` is '20.0–30.0 %'. */
export function range(lower: number | Dec, upper: number | Dec): string {
  return `${roundDec(dec(lower).times(100), 1).toFixed(1)}–${percent(upper)}`;
}

/** USD to the cent with thousands separators. Example: `usd(dec('1234.5'))` is '$1,234.50'. */
export function usd(amount: Dec): string {
  const [whole = '0', cents = '00'] = roundDec(amount.abs(), 2).toFixed(2).split('.');
  return `${amount.isNegative() ? '−' : ''}$${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}
