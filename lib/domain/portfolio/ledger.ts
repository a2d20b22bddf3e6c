import type { Dec } from '../foundation/decimal';
import type { IsoDay } from '../foundation/iso-day';

/** Cash in the ledger is an asset of its own: US dollars at price 1. */
export const CASH = 'usd';

export const TRANSACTION_KINDS = ['buy', 'sell', 'deposit', 'withdraw', 'transfer', 'migration', 'income', 'fee'] as const;
export type TransactionKind = (typeof TRANSACTION_KINDS)[number];

/**
 * One event of the ledger. `quantity` in units > 0, `unitPrice` in USD (the basis of what comes in; null is unknown or does not apply),
 * `fee` in USD ≥ 0, paid from the account's cash. `toAccount` is the destination of a transfer; `toAsset` and
 * `toQuantity` (units > 0) are what a migration made of it.
 */
export interface LedgerEntry {
  readonly id: string;
  readonly kind: TransactionKind;
  readonly day: IsoDay;
  readonly ordinal: number;
  readonly account: string;
  readonly toAccount: string | null;
  readonly toAsset: string | null;
  readonly toQuantity: Dec | null;
  readonly asset: string;
  readonly quantity: Dec;
  readonly unitPrice: Dec | null;
  readonly fee: Dec;
  /** Lots a sale takes, by the entry that brought them in; null is first in, first out. */
  readonly lots: readonly LotChoice[] | null;
}

export interface LotChoice {
  readonly origin: string;
  readonly quantity: Dec;
}

/**
 * A purchase that is still held, in the account where it lives. `cost` is the whole lot's basis in USD, fees included, exact;
 * `unitCost` is what it was per unit, to 18 decimals. Both null where unknown.
 */
export interface HeldLot {
  readonly account: string;
  readonly asset: string;
  readonly acquired: IsoDay;
  readonly quantity: Dec;
  readonly cost: Dec | null;
  readonly unitCost: Dec | null;
  /** Entry that brought it in. */
  readonly origin: string;
}

/** What a sale made of one lot; `gain` in USD after the fee, null where the basis is unknown. */
export interface RealisedGain {
  readonly entry: string;
  readonly day: IsoDay;
  readonly asset: string;
  readonly gain: Dec | null;
}

/** Money or tokens that came from outside (quantity > 0) or left (< 0): no gain and no loss. */
export interface ExternalFlow {
  readonly day: IsoDay;
  readonly asset: string;
  readonly quantity: Dec;
  readonly unitPrice: Dec | null;
}

/** Ledger order: by day, then as entered, then by id. */
export function inLedgerOrder(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return [...entries].sort((a, b) => compare(a.day, b.day) || a.ordinal - b.ordinal || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
