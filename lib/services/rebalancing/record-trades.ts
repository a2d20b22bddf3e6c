import 'server-only';
import { insertAccount, listAccounts, type Db } from '@/lib/data/accounts';
import { insertTransaction, type NewTransaction } from '@/lib/data/transactions';
import { dec, maxDec, minDec, sumDec, truncateDec, ZERO, type Dec } from '@/lib/domain/foundation/decimal';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { QUANTITY_PLACES } from '@/lib/domain/foundation/money';
import type { Books } from '@/lib/domain/portfolio/book-ledger';
import { CASH, type HeldLot, type LotChoice } from '@/lib/domain/portfolio/ledger';
import { refuse } from '@/lib/services/portfolio/change-ledger';
import type { RebalancePlan, RebalanceRequest, Trade } from '@/lib/domain/rebalancing/types';

interface Recording {
  readonly userId: string;
  readonly suggestionId: string;
  readonly day: string;
  readonly db: Db;
  readonly cash: Map<string, Dec>;
}

async function record(at: Recording, account: string, entry: Pick<NewTransaction, 'kind' | 'asset' | 'quantity' | 'unitPrice' | 'fee' | 'note' | 'lots'>): Promise<void> {
  const value = entry.unitPrice === null ? entry.quantity : entry.quantity.times(entry.unitPrice);
  const moved = { deposit: value, withdraw: value.negated(), sell: value.minus(entry.fee), buy: value.plus(entry.fee).negated() }[entry.kind as 'deposit'];
  at.cash.set(account, (at.cash.get(account) ?? ZERO).plus(moved));
  await insertTransaction(at.userId, { ...entry, account, toAccount: null, toAsset: null, toQuantity: null, day: isoDay(at.day), suggestionId: at.suggestionId }, at.db);
}

/** What rounding over several accounts may leave unbought, as a share of a purchase. */
const DUST = '1e-9';

/** The note tells the rule, so that band trades are known again (Rule 6.3). */
const noteOf = (trade: Trade): string => `Rule ${trade.reason.rule}`;
const costsOf = (trade: Trade): Dec => dec(trade.fee).plus(dec(trade.slippage));

/** Which of the held lots a trade's lots are: by day and cost, oldest entry first. */
function lotsOf(trade: Trade, held: readonly HeldLot[]): HeldLot[] {
  const left = held.filter((lot) => lot.asset === trade.asset).map((lot) => ({ ...lot }));
  const taken: HeldLot[] = [];
  for (const sold of trade.lots) {
    let open = dec(sold.quantity);
    for (const lot of left) {
      const same = lot.acquired === sold.acquired && (lot.unitCost === null ? sold.unitCost === null : sold.unitCost !== null && lot.unitCost.eq(dec(sold.unitCost)));
      if (!same || open.lte(0) || lot.quantity.lte(0)) continue;
      const part = minDec(open, lot.quantity);
      taken.push({ ...lot, quantity: part });
      lot.quantity = lot.quantity.minus(part);
      open = open.minus(part);
    }
  }
  return taken;
}

async function recordSale(at: Recording, trade: Trade, held: readonly HeldLot[]): Promise<void> {
  const taken = lotsOf(trade, held);
  const accounts = [...new Set(taken.map((lot) => lot.account))];
  let paid = ZERO;
  for (const [index, account] of accounts.entries()) {
    const lots: LotChoice[] = taken.filter((lot) => lot.account === account).map(({ origin, quantity }) => ({ origin, quantity }));
    const quantity = sumDec(lots.map((lot) => lot.quantity));
    const last = index === accounts.length - 1;
    const fee = last ? costsOf(trade).minus(paid) : truncateDec(costsOf(trade).times(quantity).div(dec(trade.quantity)), QUANTITY_PLACES);
    paid = paid.plus(fee);
    await record(at, account, { kind: 'sell', asset: trade.asset, quantity, unitPrice: dec(trade.price), fee, note: noteOf(trade), lots });
  }
}

/** Buys from the account with the most cash, and from the next where that does not suffice. */
async function recordPurchase(at: Recording, trade: Trade): Promise<void> {
  const price = dec(trade.price);
  const each = price.plus(costsOf(trade).div(dec(trade.quantity)));
  let left = dec(trade.quantity);
  let paid = ZERO;
  const rich = [...at.cash].sort((a, b) => b[1].comparedTo(a[1]) || (a[0] < b[0] ? -1 : 1));
  for (const [account, cash] of rich) {
    const quantity = left.times(each).lte(cash) ? left : minDec(left, truncateDec(cash.div(each), QUANTITY_PLACES));
    if (quantity.lte(0)) continue;
    left = left.minus(quantity);
    const fee = left.isZero() ? maxDec(ZERO, minDec(costsOf(trade).minus(paid), cash.minus(quantity.times(price)))) : truncateDec(costsOf(trade).times(quantity).div(dec(trade.quantity)), QUANTITY_PLACES);
    paid = paid.plus(fee);
    await record(at, account, { kind: 'buy', asset: trade.asset, quantity, unitPrice: price, fee, note: noteOf(trade), lots: null });
    if (left.isZero()) return;
  }
  if (left.gt(dec(trade.quantity).times(DUST))) refuse(409, '', `There is not enough cash to buy ${trade.asset}. Look at the new suggestion.`);
}

async function withdraw(at: Recording, amount: Dec): Promise<void> {
  let left = amount;
  for (const [account, cash] of [...at.cash].sort((a, b) => b[1].comparedTo(a[1]))) {
    const part = minDec(left, cash);
    if (part.lte(0)) continue;
    left = left.minus(part);
    await record(at, account, { kind: 'withdraw', asset: CASH, quantity: part, unitPrice: null, fee: ZERO, note: 'Taken out', lots: null });
  }
}

/**
 * Books the trades of a suggestion: new money in, sells where their lots live, buys where the cash is, money out. Fee and estimated
 * slippage are both booked as the trade's fee, so that the ledger ends with the cash that the suggestion showed.
 */
export async function recordTrades(db: Db, userId: string, suggestionId: string, input: RebalanceRequest, plan: RebalancePlan, books: Books): Promise<void> {
  const accounts = await listAccounts(userId, db);
  const first = accounts[0] ?? (await insertAccount(userId, { name: 'Main account', kind: 'exchange', taxTreatment: 'taxable' }, db));
  const at: Recording = { userId, suggestionId, day: input.day, db, cash: new Map([[first.id, ZERO], ...books.cash]) };
  const contribution = dec(input.contribution ?? '0');
  if (contribution.gt(0)) {
    const main = [...at.cash].sort((a, b) => b[1].comparedTo(a[1]))[0]?.[0] ?? first.id;
    await record(at, main, { kind: 'deposit', asset: CASH, quantity: contribution, unitPrice: null, fee: ZERO, note: 'To invest', lots: null });
  }
  for (const trade of plan.trades) await (trade.side === 'sell' ? recordSale(at, trade, books.lots) : recordPurchase(at, trade));
  if (contribution.isNegative()) await withdraw(at, contribution.negated());
}
