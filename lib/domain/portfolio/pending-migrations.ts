import { dec, sumDec, truncateDec, type Dec } from '../foundation/decimal';
import type { IsoDay } from '../foundation/iso-day';
import { QUANTITY_PLACES } from '../foundation/money';
import type { LineageStep } from '../market/lineage';
import type { HeldLot, LedgerEntry } from './ledger';

/** What an account holds of a coin that became another one, and what the lineage says it is now. */
export interface PendingMigration {
  readonly account: string;
  readonly asset: string;
  readonly toAsset: string;
  /** The first day on which it can be booked without disturbing what was booked before. */
  readonly day: IsoDay;
  /** Units of the old coin and of the new one. */
  readonly quantity: Dec;
  readonly toQuantity: Dec;
  readonly step: LineageStep;
}

/**
 * Migrations that happened by `day` and are not booked (Rule 2.1), one for each account that still holds the old coin; `successorOf`
 * names the coin it became and how, null where there is none. Units are cut at the last decimal that the ledger keeps.
 * Example: 250 LEND in an account are 2.5 AAVE, since 2020-10-02.
 */
export function pendingMigrations(
  { lots, entries, day, successorOf }: Readonly<{ lots: readonly HeldLot[]; entries: readonly LedgerEntry[]; day: IsoDay; successorOf: (asset: string) => { readonly toAsset: string; readonly step: LineageStep } | null }>,
): PendingMigration[] {
  const places = new Map(lots.map((lot) => [`${lot.account}\n${lot.asset}`, lot]));
  return [...places.values()].flatMap(({ account, asset }) => {
    const found = successorOf(asset);
    if (found === null || found.step.since > day) return [];
    const touched = entries.filter((entry) => entry.day <= day && (entry.account === account || entry.toAccount === account) && (entry.asset === asset || entry.toAsset === asset));
    const booked = [found.step.since as IsoDay, ...touched.map((entry) => entry.day)].sort().at(-1) ?? day;
    const quantity = sumDec(lots.filter((lot) => lot.account === account && lot.asset === asset).map((lot) => lot.quantity));
    const toQuantity = truncateDec(quantity.times(dec(found.step.ratio)), QUANTITY_PLACES);
    return toQuantity.gt(0) ? [{ account, asset, toAsset: found.toAsset, day: booked, quantity, toQuantity, step: found.step }] : [];
  });
}
