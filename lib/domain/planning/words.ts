import { roundDec, type Dec } from '../foundation/decimal';

/** A fraction as a percentage with at most `places` decimals and no trailing zeros. Example: `percentText(0.089)` is '8.9 %'. */
export function percentText(fraction: number, places = 1): string {
  return `${Number((fraction * 100).toFixed(places))}\u202f%`;
}

/** Whole dollars with thousands separators; the amount itself is not changed. Example: `usdText(dec('20300'))` is '$20,300'. */
export function usdText(amount: Dec): string {
  const whole = roundDec(amount, 0).toFixed(0);
  const digits = whole.replace('-', '').replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole.startsWith('-') ? '−' : ''}$${digits}`;
}

/** Joins names in a sentence. Example: `listText(['a', 'b', 'c'])` is 'a, b and c'. */
export function listText(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
