import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import type { Db } from '@/lib/data/accounts';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { closesOn } from '@/lib/data/prices';
import { findSuggestion, markAccepted } from '@/lib/data/suggestions';
import { dec, type Dec } from '@/lib/domain/foundation/decimal';
import { bookLedger, positionsOf, type Books } from '@/lib/domain/portfolio/book-ledger';
import { CASH } from '@/lib/domain/portfolio/ledger';
import { STALE_HOURS } from '@/lib/domain/market/live-rules';
import { SUGGESTION_PRICE_MOVE } from '@/lib/domain/rebalancing/rules';
import type { RebalancePlan, RebalanceRequest } from '@/lib/domain/rebalancing/types';
import { freshnessClause } from '@/lib/format/freshness';
import { formatPercent } from '@/lib/format/percent';
import { rebalanceAnswer, rebalanceBody } from '@/lib/schemas/api/rebalance';
import { changeLedger, refuse, type LedgerChange } from '@/lib/services/portfolio/change-ledger';
import { countedEntries } from '@/lib/services/portfolio/counted-entries';
import { recordTrades } from './record-trades';
import { staleSince } from './stale-since';

const LOOK_AGAIN = 'Look at the new suggestion.';

/** Refuses when another market was loaded since. */
async function sameMarket(datasetId: number): Promise<DatasetSummary> {
  const dataset = await activeDataset();
  if (dataset?.id !== datasetId) refuse(409, '', `Another market is loaded since. ${LOOK_AGAIN}`);
  return dataset;
}

/** Refuses when a close that it counts on has become too old since: nothing is advised at such prices. */
async function checkAges(request: RebalanceRequest, plan: RebalancePlan, dataset: DatasetSummary, clock: Clock): Promise<void> {
  const [first] = await staleSince({ request, plan }, dataset, clock);
  if (first) refuse(409, '', `This suggestion has ended: of ${first.asset}, ${freshnessClause(first)}. Past ${STALE_HOURS} hours nothing is advised. ${LOOK_AGAIN}`);
}

/** Refuses when a price has moved beyond 5 % since (Rule 8.7). */
async function checkPrices(input: RebalanceRequest, dataset: DatasetSummary): Promise<void> {
  const closes = await closesOn(dataset.id, input.positions.map(({ asset }) => ({ asset, day: dataset.lastDay })));
  for (const position of input.positions) {
    const now = closes.get(`${position.asset} ${dataset.lastDay}`);
    const move = now === undefined ? null : now.div(dec(position.price)).minus(1).abs();
    if (move === null || move.gt(dec(SUGGESTION_PRICE_MOVE))) refuse(409, '', `This suggestion has ended: the price of ${position.asset} has moved beyond ${formatPercent(SUGGESTION_PRICE_MOVE, { digits: 0 })}. ${LOOK_AGAIN}`);
  }
}

/** Refuses when what is held is not what the suggestion was made for. */
function checkHoldings(input: RebalanceRequest, books: Books): void {
  const held = positionsOf(books);
  const wanted = new Map<string, Dec>([...input.positions.map(({ asset, quantity }) => [asset, dec(quantity)] as const), [CASH, dec(input.cash)]]);
  for (const asset of new Set([...held.keys(), ...wanted.keys()])) {
    const [is, was] = [held.get(asset) ?? dec(0), wanted.get(asset)];
    if (was !== undefined && !is.eq(was)) refuse(409, '', `Your ledger has changed since this suggestion was made. ${LOOK_AGAIN}`);
  }
}

async function booksOf(userId: string, day: string, db: Db): Promise<Books> {
  const booked = bookLedger((await countedEntries(userId, db)).filter((entry) => entry.day <= day));
  if (!booked.ok) refuse(409, '', `Your ledger does not balance. ${LOOK_AGAIN}`);
  return booked.value;
}

/**
 * Accepts a suggestion and records its trades, all in one database transaction: at most once, within its 24 hours, while its prices
 * and holdings stand and are not too old (Rule 8.7). A second click finds it accepted and changes nothing.
 */
export function acceptSuggestion(userId: string, id: string, clock: Clock = systemClock): Promise<LedgerChange<{ id: string; already: boolean }>> {
  return changeLedger(userId, async (db) => {
    const row = await findSuggestion(userId, id, db);
    if (row === null) return refuse(404, '', `This suggestion is not there any more: a newer one has taken its place. ${LOOK_AGAIN}`);
    if (row.state === 'accepted') return { id, already: true };
    const now = clock.now();
    if (row.state !== 'open' || row.expiresAt <= now) return refuse(409, '', `This suggestion has expired: it was good for 24 hours. ${LOOK_AGAIN}`);
    const input = rebalanceBody.parse(row.input);
    const plan = rebalanceAnswer.parse(row.result);
    const dataset = await sameMarket(row.datasetId);
    await checkAges(input, plan, dataset, clock);
    await checkPrices(input, dataset);
    const books = await booksOf(userId, input.day, db);
    checkHoldings(input, books);
    await recordTrades(db, userId, id, input, plan, books);
    await markAccepted(userId, id, now, db);
    return { id, already: false };
  });
}
