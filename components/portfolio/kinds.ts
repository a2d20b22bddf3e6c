import { TRANSACTION_KINDS, type TransactionKind } from '@/lib/domain/portfolio/ledger';

export const KIND_TITLE: Readonly<Record<TransactionKind, string>> = { buy: 'Buy', sell: 'Sell', deposit: 'Deposit', withdraw: 'Withdraw', transfer: 'Transfer', migration: 'Migration', income: 'Income', fee: 'Fee' };

export function kindOptions(): { readonly value: TransactionKind; readonly label: string }[] {
  return TRANSACTION_KINDS.map((value) => ({ value, label: KIND_TITLE[value] }));
}

/** The kind that an address asks for; `fallback` where it asks for none. */
export function kindOf(text: string | string[] | undefined, fallback: TransactionKind): TransactionKind {
  return TRANSACTION_KINDS.find((kind) => kind === text) ?? fallback;
}
