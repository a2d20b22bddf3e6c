import { dec, ONE, sumDec, type Dec } from '../foundation/decimal';
import { destinationShare } from './bands';
import type { Book } from './book';
import type { Judged } from './judge';
import { EDGE_TOLERANCE } from './rules';
import { averageCost } from './slippage';
import type { Destination } from './types';

const ROUNDS = 60;

/** What converting the stablecoins brings, USD, after fee and slippage; one that is worth less than the minimum trade is not converted. */
function conversionProceeds(book: Book): Dec {
  const convertible = book.holdings.filter(({ cashLike, held }) => cashLike && held.gte(book.minTrade));
  return sumDec(convertible.map(({ held, liquidity }) => held.times(ONE.minus(book.feeRate).minus(dec(averageCost(held.toNumber(), liquidity))))));
}

/**
 * Whether cash, stablecoins (less what converting them costs), contribution and the expected contribution suffice to bring every position inside its band by buying alone
 * (Rule 8.1): each one below is bought to its lower edge, costs included, and the added money alone dilutes those above.
 * Money taken out is needed now: what is expected cannot pay it, so where nothing else does, something is sold.
 * Example: 55/45 with targets 50/50 and 4 points needs a ninth of the smaller one in new money, not a sale.
 */
export function buyingSuffices(book: Book, judged: readonly Judged[]): boolean {
  const atHand = book.cash.plus(book.contribution).plus(conversionProceeds(book));
  const money = atHand.plus(book.expected).toNumber();
  if (atHand.isNegative() || money <= 0) return false;
  const before = book.value.plus(book.expected).toNumber();
  const feeRate = book.feeRate.toNumber();
  const lines = judged.filter((at) => !at.holding.kept).map(({ holding, lower, upper }) => ({
    held: holding.held.toNumber(),
    lower: lower.toNumber(),
    upper: upper.toNumber(),
    liquidity: holding.liquidity,
  }));
  let value = before;
  let spent = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let costs = 0;
    spent = 0;
    for (const line of lines) {
      const size = Math.max(0, line.lower * value - line.held);
      costs += size * (feeRate + averageCost(size, line.liquidity));
      spent += size;
    }
    spent += costs;
    const better = before - costs;
    if (Math.abs(better - value) <= before * Number.EPSILON) break;
    value = better;
  }
  const tolerance = before * EDGE_TOLERANCE;
  return spent <= money + tolerance && lines.every((line) => line.held <= line.upper * value + tolerance);
}

/**
 * Whether a breach is worth acting on: a breached position's own way to its destination is at least the minimum trade (Rule 8.5).
 * A smaller breach would be dropped as a trade, so it must not send idle cash into the market either.
 * Example: 45 short of the edge is not, where the minimum trade is 50.
 */
export function worthTrading(book: Book, judged: readonly Judged[], destination: Destination): boolean {
  return judged.some((at) => {
    if (at.side === 'inside' || at.resting) return false;
    const edge = at.side === 'above' ? at.upper : at.lower;
    return destinationShare(at.holding.target, edge, destination).times(book.value).minus(at.holding.held).abs().gte(book.minTrade);
  });
}
