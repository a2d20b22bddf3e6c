import 'server-only';
import { randomUUID } from 'node:crypto';
import { listAccounts, type AccountRow } from '@/lib/data/accounts';
import { activeDataset } from '@/lib/data/dataset';
import { listTradable, marketOf } from '@/lib/data/prices';
import { findTransaction, listTransactions, type TransactionRow } from '@/lib/data/transactions';
import { decText } from '@/lib/domain/foundation/decimal';
import { CASH, type TransactionKind } from '@/lib/domain/portfolio/ledger';

export interface TransactionLine {
  readonly id: string;
  readonly kind: TransactionKind;
  readonly day: string;
  readonly asset: string;
  readonly symbol: string;
  readonly quantity: string;
  /** What a migration made of it. */
  readonly toAsset: string | null;
  readonly toSymbol: string | null;
  readonly toQuantity: string | null;
  readonly unitPrice: string | null;
  readonly fee: string;
  readonly accountId: string;
  readonly account: string;
  readonly toAccountId: string | null;
  readonly toAccount: string | null;
  readonly note: string;
  readonly suggestionId: string | null;
  /** Entered at simulated prices: left out of what is held on a real market. */
  readonly simulated: boolean;
}

/** What the form offers: accounts, tokens, the last day that can be entered, and a key that makes a repeated click one write. */
export interface TransactionChoices {
  readonly accounts: readonly AccountRow[];
  readonly assets: readonly { readonly id: string; readonly symbol: string; readonly name: string }[];
  readonly firstDay: string;
  readonly lastDay: string;
  readonly key: string;
}

function toLine(entry: TransactionRow, accounts: readonly AccountRow[], symbol: (asset: string) => string): TransactionLine {
  const name = (id: string): string => accounts.find((account) => account.id === id)?.name ?? '';
  return {
    id: entry.id, kind: entry.kind, day: entry.day, asset: entry.asset, symbol: symbol(entry.asset),
    quantity: decText(entry.quantity), toAsset: entry.toAsset, toSymbol: entry.toAsset === null ? null : symbol(entry.toAsset), toQuantity: entry.toQuantity === null ? null : decText(entry.toQuantity),
    unitPrice: entry.unitPrice === null ? null : decText(entry.unitPrice), fee: decText(entry.fee),
    accountId: entry.account, account: name(entry.account), toAccountId: entry.toAccount, toAccount: entry.toAccount === null ? null : name(entry.toAccount),
    note: entry.note, suggestionId: entry.suggestionId, simulated: entry.simulated,
  };
}

/** The form's choices; null while no market is loaded. */
export async function transactionChoices(userId: string): Promise<TransactionChoices | null> {
  const dataset = await activeDataset();
  if (dataset === null) return null;
  const [accounts, assets] = await Promise.all([listAccounts(userId), listTradable(dataset.id)]);
  return { accounts, assets, firstDay: dataset.firstDay, lastDay: dataset.lastDay, key: randomUUID() };
}

const PAGE = 100;

export interface TransactionPage {
  readonly lines: readonly TransactionLine[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** A person's transactions, newest first, a hundred a page. */
export async function readTransactions(userId: string, page: number): Promise<TransactionPage> {
  const dataset = await activeDataset();
  const [entries, accounts] = await Promise.all([listTransactions(userId), listAccounts(userId)]);
  const pages = Math.max(1, Math.ceil(entries.length / PAGE));
  const at = Math.min(page, pages);
  const shown = [...entries].reverse().slice((at - 1) * PAGE, at * PAGE);
  const market = dataset === null ? new Map() : await marketOf(dataset.id, [...new Set(shown.flatMap((entry) => [entry.asset, entry.toAsset ?? entry.asset]))]);
  const symbol = (asset: string): string => (asset === CASH ? 'USD' : (market.get(asset)?.symbol ?? asset));
  return { lines: shown.map((entry) => toLine(entry, accounts, symbol)), page: at, pages, total: entries.length };
}

/** One of a person's transactions; null where it is not theirs or not there. */
export async function readTransaction(userId: string, id: string): Promise<TransactionLine | null> {
  const entry = await findTransaction(userId, id);
  return entry === null ? null : toLine(entry, await listAccounts(userId), (asset) => asset);
}
