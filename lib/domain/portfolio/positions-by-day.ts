import type { Dec } from '../foundation/decimal';
import type { IsoDay } from '../foundation/iso-day';
import { bookEntry, OpenBooks, positionsOf } from './book-ledger';
import { inLedgerOrder, type LedgerEntry } from './ledger';

/**
 * Units held at the close of each day asked for (ascending), cash as `usd`, from one pass over a ledger that balances; an entry that
 * overdraws throws. Example: buy 1 on Monday and 1 on Tuesday is 1, then 2.
 */
export function positionsByDay(entries: readonly LedgerEntry[], days: readonly IsoDay[]): Map<string, Dec>[] {
  const books = new OpenBooks();
  const ordered = inLedgerOrder(entries);
  let next = 0;
  return days.map((day) => {
    for (; next < ordered.length && (ordered[next] as LedgerEntry).day <= day; next += 1) bookEntry(books, ordered[next] as LedgerEntry);
    return positionsOf({ lots: [...books.lots.values()].flat(), cash: books.cash });
  });
}
