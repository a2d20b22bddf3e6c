import 'server-only';
import type { Db } from '@/lib/data/accounts';
import { activeDataset } from '@/lib/data/dataset';
import { listTransactions, type TransactionRow } from '@/lib/data/transactions';

/** Entries of one sort of prices: but for a simulated market, those that were entered at simulated prices are none of what is held; nor while one market gives way to the other. */
export function countedOf<Entry extends { readonly simulated: boolean }>(entries: readonly Entry[], market: { readonly simulated: boolean } | null): Entry[] {
  return market?.simulated === true ? [...entries] : entries.filter((entry) => !entry.simulated);
}

/**
 * The ledger as it counts: what positions, lots, value and returns are booked from. On a real market entries at simulated prices stay
 * listed, marked, and are left out here.
 */
export async function countedEntries(userId: string, db?: Db): Promise<TransactionRow[]> {
  const [entries, market] = await Promise.all([listTransactions(userId, db), activeDataset()]);
  return countedOf(entries, market);
}
