import { ApiProblem, unprocessable } from '@/lib/schemas/api/problem';
import type { LedgerChange } from '@/lib/services/portfolio/change-ledger';

/** Fields of the forms by their names in the API. */
const NAMES: Readonly<Record<string, string>> = { accountId: 'account', toAccountId: 'toAccount', unitPrice: 'price' };

/** The value of a ledger change, or its refusal as a problem. */
export function made<T>(change: LedgerChange<T>): T {
  if (change.ok) return change.value;
  if (change.status === 422) throw unprocessable([{ path: NAMES[change.field] ?? change.field, message: change.message }]);
  throw new ApiProblem(change.status, change.message);
}

/** Until the first market is imported there is nothing to value with. */
export function noMarket(): ApiProblem {
  return new ApiProblem(503, 'No market is loaded yet.', { retryAfterSeconds: 30 });
}
