import { maxDec, minDec, roundDec, sumDec, ZERO, type Dec } from '../foundation/decimal';
import { ok } from '../foundation/result';
import { CASH, inLedgerOrder, type ExternalFlow, type HeldLot, type LedgerEntry, type RealisedGain } from './ledger';
import { migrateLots, splitLot, unitCostOf } from './lot-parts';

/** Why a ledger cannot be booked: an account would end below zero. Names the entry, what it needs and what there is. */
export interface Overdraw {
  readonly ok: false;
  readonly reason: 'overdrawn';
  readonly entry: string;
  readonly account: string;
  readonly asset: string;
  readonly needed: Dec;
  readonly available: Dec;
}

/** The books after all entries: lots oldest first, cash by account (USD), gains and flows as they happened. */
export interface Books {
  readonly lots: readonly HeldLot[];
  readonly cash: ReadonlyMap<string, Dec>;
  readonly realised: readonly RealisedGain[];
  readonly flows: readonly ExternalFlow[];
}

const GAIN_PLACES = 18;

class Refusal extends Error {
  constructor(readonly overdraw: Overdraw) {
    super(overdraw.reason);
  }
}

/** Books under construction. Lots of one account and asset stand oldest first. */
export class OpenBooks {
  readonly lots = new Map<string, HeldLot[]>();
  readonly cash = new Map<string, Dec>();
  readonly realised: RealisedGain[] = [];
  readonly flows: ExternalFlow[] = [];

  private place(account: string, asset: string): HeldLot[] {
    const key = `${account}\n${asset}`;
    const found = this.lots.get(key) ?? [];
    this.lots.set(key, found);
    return found;
  }

  addCash(entry: LedgerEntry, amount: Dec, account = entry.account): void {
    const before = this.cash.get(account) ?? ZERO;
    const after = before.plus(amount);
    if (after.isNegative()) throw new Refusal({ ok: false, reason: 'overdrawn', entry: entry.id, account, asset: CASH, needed: amount.negated(), available: before });
    this.cash.set(account, after);
  }

  addLot(lot: HeldLot): void {
    const lots = this.place(lot.account, lot.asset);
    const at = lots.findIndex((other) => other.acquired > lot.acquired);
    lots.splice(at < 0 ? lots.length : at, 0, lot);
  }

  /** Takes the chosen lots, then the oldest (FIFO); refused where the account holds less. */
  takeLots(entry: LedgerEntry): HeldLot[] {
    const lots = this.place(entry.account, entry.asset);
    const available = sumDec(lots.map((lot) => lot.quantity));
    if (available.lt(entry.quantity)) throw new Refusal({ ok: false, reason: 'overdrawn', entry: entry.id, account: entry.account, asset: entry.asset, needed: entry.quantity, available });
    const taken: HeldLot[] = [];
    let left = entry.quantity;
    const take = (at: number, most: Dec): Dec => {
      const lot = lots[at] as HeldLot;
      const [part, rest] = splitLot(lot, minDec(left, most));
      taken.push(part);
      left = left.minus(part.quantity);
      lots.splice(at, 1, ...(rest === null ? [] : [rest]));
      return part.quantity;
    };
    for (const choice of entry.lots ?? []) {
      let open = choice.quantity;
      for (let at = lots.findIndex((lot) => lot.origin === choice.origin); at >= 0 && open.gt(0) && left.gt(0); at = lots.findIndex((lot) => lot.origin === choice.origin)) open = open.minus(take(at, open));
    }
    while (left.gt(0)) take(0, left);
    return taken;
  }
}

function lotOf(entry: LedgerEntry, cost: Dec | null): HeldLot {
  return { account: entry.account, asset: entry.asset, acquired: entry.day, quantity: entry.quantity, cost, unitCost: unitCostOf(cost, entry.quantity), origin: entry.id };
}

function bookSale(books: OpenBooks, entry: LedgerEntry, price: Dec): void {
  const taken = books.takeLots(entry);
  for (const lot of taken) {
    const feePart = entry.fee.times(lot.quantity).div(entry.quantity);
    const gain = lot.cost === null ? null : roundDec(price.times(lot.quantity).minus(lot.cost).minus(feePart), GAIN_PLACES);
    books.realised.push({ entry: entry.id, day: entry.day, asset: entry.asset, gain });
  }
  books.addCash(entry, maxDec(ZERO, entry.quantity.times(price)).minus(entry.fee));
}

function bookOutside(books: OpenBooks, entry: LedgerEntry, direction: 1 | -1): void {
  books.flows.push({ day: entry.day, asset: entry.asset, quantity: entry.quantity.times(direction), unitPrice: entry.unitPrice });
}

/** Books one entry; entries come in ledger order. An account that would end below zero throws. Example: a deposit of 5 USD adds 5 to its account's cash. */
export function bookEntry(books: OpenBooks, entry: LedgerEntry): void {
  const isCash = entry.asset === CASH;
  const price = entry.unitPrice ?? ZERO;
  switch (entry.kind) {
    case 'buy':
      books.addCash(entry, entry.quantity.times(price).plus(entry.fee).negated());
      books.addLot(lotOf(entry, entry.quantity.times(price).plus(entry.fee)));
      return;
    case 'sell':
      bookSale(books, entry, price);
      return;
    case 'deposit':
    case 'income':
      if (entry.kind === 'deposit') bookOutside(books, entry, 1);
      if (isCash) books.addCash(entry, entry.quantity);
      else books.addLot(lotOf(entry, entry.unitPrice?.times(entry.quantity) ?? null));
      break;
    case 'withdraw':
    case 'fee':
      if (entry.kind === 'withdraw') bookOutside(books, entry, -1);
      if (isCash) books.addCash(entry, entry.quantity.negated());
      else books.takeLots(entry);
      break;
    case 'transfer': {
      const account = entry.toAccount ?? entry.account;
      if (isCash) books.addCash(entry, entry.quantity.negated());
      const moved = isCash ? [] : books.takeLots(entry);
      if (isCash) books.addCash(entry, entry.quantity, account);
      for (const lot of moved) books.addLot({ ...lot, account });
      break;
    }
    case 'migration':
      for (const lot of migrateLots(books.takeLots(entry), entry.toAsset ?? entry.asset, entry.toQuantity ?? entry.quantity)) books.addLot(lot);
  }
  if (entry.fee.gt(0)) books.addCash(entry, entry.fee.negated());
}

/**
 * Books a ledger in its order: lots live in an account, are sold oldest first (FIFO, Rule 8.2) and travel with transfers with their
 * day and cost; a sale may name its lots instead (Rule 8.2); a coin that migrates keeps its lots' days and basis (Rule 2.1); fees of a purchase are part of its cost, fees of a sale of its gain; income has its fair value as cost. Nothing may
 * end below zero: the first entry that would is named. Example: buy 2 at 10, sell 1 at 15 leaves a lot of 1 and a gain of 5.
 */
export function bookLedger(entries: readonly LedgerEntry[]): { readonly ok: true; readonly value: Books } | Overdraw {
  const books = new OpenBooks();
  try {
    for (const entry of inLedgerOrder(entries)) bookEntry(books, entry);
  } catch (error) {
    if (error instanceof Refusal) return error.overdraw;
    throw error;
  }
  const lots = [...books.lots.values()].flat();
  return ok({ lots, cash: books.cash, realised: books.realised, flows: books.flows });
}

/** Units held of each asset over all accounts, cash as `usd`; assets that are gone are left out. */
export function positionsOf(books: Pick<Books, 'lots' | 'cash'>): Map<string, Dec> {
  const held = new Map<string, Dec>();
  for (const lot of books.lots) held.set(lot.asset, (held.get(lot.asset) ?? ZERO).plus(lot.quantity));
  const cash = sumDec([...books.cash.values()]);
  if (cash.gt(0)) held.set(CASH, cash);
  return held;
}
