import { dec, decText, minDec, sumDec, type Dec } from '../foundation/decimal';
import { PREFERRED_ACCOUNT, TIERS, type TaxTreatment } from './rules';
import type { Placement, PlannedIndex } from './types';

/** Room in the accounts with tax advantages, exact decimal text in USD. */
export interface AccountRoom {
  readonly taxFree: string;
  readonly taxDeferred: string;
}

/**
 * Rule 7.7: aggressive indices first into tax-free accounts, conservative ones into tax-deferred, the rest taxable. What finds no
 * room in its preferred account is taxable. Amounts add up exactly. Example: 5,400 aggressive with 5,000 tax-free leaves 400 taxable.
 */
export function placeIndices(indices: readonly PlannedIndex[], room: AccountRoom): Placement[] {
  const left: Record<TaxTreatment, Dec> = { taxFree: dec(room.taxFree), taxDeferred: dec(room.taxDeferred), taxable: sumDec(indices.map((index) => dec(index.amount))) };
  const placements: Placement[] = [];
  const place = (slug: string, account: TaxTreatment, amount: Dec): void => {
    if (!amount.gt(0)) return;
    left[account] = left[account].minus(amount);
    placements.push({ slug, account, amount: decText(amount) });
  };
  const boldFirst = [...TIERS].reverse();
  for (const index of boldFirst.flatMap((tier) => indices.filter((candidate) => candidate.tier === tier))) {
    const account = PREFERRED_ACCOUNT[index.tier];
    const preferred = minDec(dec(index.amount), left[account]);
    place(index.slug, account, preferred);
    place(index.slug, 'taxable', dec(index.amount).minus(preferred));
  }
  return placements;
}
