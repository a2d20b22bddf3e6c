import 'server-only';
import { listAccounts, type AccountRow } from '@/lib/data/accounts';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { closesOn, marketOf, type MarketOfAsset } from '@/lib/data/prices';
import { listTransactions, type TransactionRow } from '@/lib/data/transactions';
import type { Dec } from '@/lib/domain/foundation/decimal';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { invariant } from '@/lib/domain/foundation/invariant';
import { bookLedger, positionsOf, type Books } from '@/lib/domain/portfolio/book-ledger';
import { CASH } from '@/lib/domain/portfolio/ledger';
import { valuePortfolio, type PortfolioValue, type PriceOn } from '@/lib/domain/portfolio/valuation';
import { countedOf } from './counted-entries';

/** A person's books on the dataset's last day. */
export interface Holdings {
  readonly dataset: DatasetSummary;
  readonly day: IsoDay;
  readonly accounts: readonly AccountRow[];
  readonly entries: readonly TransactionRow[];
  /** Entries at simulated prices that a real market leaves out. */
  readonly leftOut: number;
  readonly books: Books;
  readonly value: PortfolioValue;
  readonly market: ReadonlyMap<string, MarketOfAsset>;
}

/** Closes as the domain asks for them. */
export function priceOnFrom(closes: ReadonlyMap<string, Dec>): PriceOn {
  return (asset, day) => closes.get(`${asset} ${day}`) ?? null;
}

/** Books and values what a person holds; null while no market is loaded. */
export async function loadHoldings(userId: string): Promise<Holdings | null> {
  const dataset = await activeDataset();
  if (dataset === null) return null;
  const [accounts, ledger] = await Promise.all([listAccounts(userId), listTransactions(userId)]);
  const all = countedOf(ledger, dataset);
  const day = dataset.lastDay;
  const entries = all.filter((entry) => entry.day <= day);
  const booked = bookLedger(entries);
  invariant(booked.ok, 'a stored ledger balances');
  const held = positionsOf(booked.value);
  const assets = [...new Set(all.flatMap((entry) => [entry.asset, entry.toAsset ?? entry.asset]))].filter((asset) => asset !== CASH);
  const [closes, market] = await Promise.all([closesOn(dataset.id, [...held.keys()].map((asset) => ({ asset, day }))), marketOf(dataset.id, assets)]);
  return { dataset, day, accounts, entries, leftOut: ledger.length - all.length, books: booked.value, value: valuePortfolio(held, day, priceOnFrom(closes)), market };
}
