'use client';

import { ActionForm } from '@/components/account/action-form';
import { removeAccount } from '@/lib/actions/portfolio/remove-account';
import { removeTransaction } from '@/lib/actions/portfolio/remove-transaction';

/** Takes a transaction out of the ledger. */
export function RemoveTransaction({ id }: { readonly id: string }) {
  return <ActionForm action={removeTransaction} submit="Remove this transaction" look="secondary" label="Remove">{() => <input type="hidden" name="id" value={id} />}</ActionForm>;
}

/** Closes an account with its transactions. */
export function RemoveAccount({ id }: { readonly id: string }) {
  return <ActionForm action={removeAccount} submit="Delete this account and its transactions" look="secondary" label="Delete">{() => <input type="hidden" name="id" value={id} />}</ActionForm>;
}
