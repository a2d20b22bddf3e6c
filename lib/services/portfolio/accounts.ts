import 'server-only';
import { insertAccount, listAccounts, removeAccount, updateAccount, type AccountRow } from '@/lib/data/accounts';
import type { AccountInput } from '@/lib/schemas/portfolio';
import { changeLedger, refuse, type LedgerChange } from './change-ledger';

export function readAccounts(userId: string): Promise<AccountRow[]> {
  return listAccounts(userId);
}

/** Opens an account; a name stands once, so a repeated click opens one. */
export function addAccount(userId: string, input: AccountInput): Promise<LedgerChange<{ id: string }>> {
  return changeLedger(userId, async (db) => {
    const accounts = await listAccounts(userId, db);
    if (accounts.some((account) => account.name === input.name)) refuse(409, 'name', 'You have an account of this name.');
    return { id: (await insertAccount(userId, input, db)).id };
  });
}

export function editAccount(userId: string, id: string, input: AccountInput): Promise<LedgerChange<{ id: string }>> {
  return changeLedger(userId, async (db) => {
    const accounts = await listAccounts(userId, db);
    if (accounts.some((account) => account.name === input.name && account.id !== id)) refuse(409, 'name', 'You have an account of this name.');
    if (!(await updateAccount(userId, id, input, db))) refuse(404, 'name', 'This account is not there any more.');
    return { id };
  });
}

/** Closes an account and takes its transactions out; refused where other accounts live on what came from it. */
export function deleteAccount(userId: string, id: string): Promise<LedgerChange<{ id: string }>> {
  return changeLedger(userId, async (db) => {
    if (!(await removeAccount(userId, id, db))) refuse(404, '', 'This account is not there any more.');
    return { id };
  });
}
