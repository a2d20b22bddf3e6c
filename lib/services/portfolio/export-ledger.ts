import 'server-only';
import { activeDataset } from '@/lib/data/dataset';
import { listAccounts } from '@/lib/data/accounts';
import { listTransactions } from '@/lib/data/transactions';
import { toCsv } from '@/lib/format/csv';

const HEADS = ['id', 'day', 'kind', 'asset', 'quantity', 'to_asset', 'to_quantity', 'unit_price_usd', 'fee_usd', 'account', 'to_account', 'note', 'suggestion', 'simulated', 'data'];

async function rowsOf(userId: string) {
  const [entries, accounts, dataset] = await Promise.all([listTransactions(userId), listAccounts(userId), activeDataset()]);
  const name = (id: string | null): string => accounts.find((account) => account.id === id)?.name ?? '';
  const data = dataset === null ? '' : `${dataset.name}${dataset.simulated ? ' (simulated)' : ''}`;
  return { entries, name, data };
}

/** The whole ledger as a table, oldest first, exact. */
export async function ledgerCsv(userId: string): Promise<string> {
  const { entries, name, data } = await rowsOf(userId);
  return toCsv(HEADS, entries.map((entry) => [
    entry.id, entry.day, entry.kind, entry.asset, entry.quantity.toFixed(), entry.toAsset, entry.toQuantity?.toFixed() ?? null, entry.unitPrice?.toFixed() ?? null, entry.fee.toFixed(),
    name(entry.account), name(entry.toAccount), entry.note, entry.suggestionId, entry.simulated ? 'yes' : 'no', data,
  ]));
}

/** The same as JSON. */
export async function ledgerJson(userId: string): Promise<string> {
  const { entries, name, data } = await rowsOf(userId);
  const transactions = entries.map((entry) => ({
    id: entry.id, day: entry.day, kind: entry.kind, asset: entry.asset, quantity: entry.quantity.toFixed(), toAsset: entry.toAsset, toQuantity: entry.toQuantity?.toFixed() ?? null, unitPrice: entry.unitPrice?.toFixed() ?? null,
    fee: entry.fee.toFixed(), account: name(entry.account), toAccount: entry.toAccount === null ? null : name(entry.toAccount), note: entry.note, suggestion: entry.suggestionId, simulated: entry.simulated,
  }));
  return JSON.stringify({ data, transactions }, null, 2);
}
