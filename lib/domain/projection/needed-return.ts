import type { Money } from '../foundation/money';
import { fail, ok, type Result } from '../foundation/result';
import { findRoot } from '../foundation/root';
import { compoundTo } from './compounding';
import { NEEDED_RETURN } from './rules';

/** What is put in: USD at the start and at each month's end, over whole years (at least 1). */
export interface Saving {
  readonly initial: Money;
  readonly monthly: Money;
  readonly years: number;
}

/**
 * The yearly return that makes `saving` worth `target` (USD): the root of `compoundTo` (Rule 10.1) by Brent, between −99.9 % and
 * +10,000 % a year; fails with `no-rate` where none in that span does. Example: 10,000 to be 150,000 after 7 years needs 0.472 a year.
 */
export function neededReturn(saving: Saving, target: Money): Result<number, { readonly ok: false; readonly reason: 'no-rate' }> {
  const short = (annualReturn: number): number => compoundTo({ ...saving, annualReturn }).value.minus(target).toNumber();
  const root = findRoot(short, NEEDED_RETURN.lowest, NEEDED_RETURN.highest, NEEDED_RETURN.tolerance);
  return root.ok ? ok(root.value) : fail('no-rate');
}
