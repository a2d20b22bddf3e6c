import 'server-only';
import { amountFault, priceFault } from '@/lib/domain/market/data-quality';
import { plainNumber } from './plain-number';

/** USD: no unit of any asset, not even a share of a pool, is worth as much. */
export const MOST_PRICE = 1e12;
/** USD: more than all there is in the world; a cap or a volume beyond it is a slip of the source. */
export const MOST_VALUE = 1e15;
/** Units: beyond the largest supplies that were ever issued. */
export const MOST_UNITS = 1e30;

/** A number as text to store, null where it is unknown; or why it cannot be stored. */
export type Judged<T> = { readonly ok: true; readonly text: T } | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason });

/** A price must be there, finite, positive and a price. */
export function judgePrice(value: number | null | undefined, name = 'close'): Judged<string> {
  const price = value ?? Number.NaN;
  const fault = priceFault(price, name);
  if (fault) return refuse(fault);
  return price > MOST_PRICE ? refuse(`${name} above ${MOST_PRICE} (no real price)`) : { ok: true, text: plainNumber(price) };
}

/** An amount may be unknown; what is there must be finite, not negative and not beyond `most`. */
export function judgeAmount(value: number | null | undefined, name: string, most = MOST_VALUE): Judged<string | null> {
  if (value === null || value === undefined) return { ok: true, text: null };
  if (Number.isNaN(value)) return refuse(`${name} is not a number`);
  const fault = amountFault(value, name);
  if (fault) return refuse(fault);
  return value > most ? refuse(`${name} above ${most} (not possible)`) : { ok: true, text: plainNumber(value) };
}

/** As `judgeAmount`, for what a source writes as 0 where it does not know it: market cap, supply. */
export function judgeKnown(value: number | null | undefined, name: string, most = MOST_VALUE): Judged<string | null> {
  return judgeAmount(value === 0 ? null : value, name, most);
}
