import type { Book } from './book';
import type { Judged } from './judge';
import { EDGE_TOLERANCE } from './rules';
import { averageCost } from './slippage';

const ROUNDS = 60;

/**
 * Whether cash, contribution and the expected contribution suffice to bring every position inside its band by buying alone
 * (Rule 8.1): each one below is bought to its lower edge, costs included, and the added money alone dilutes those above.
 * Example: 55/45 with targets 50/50 and 4 points needs a ninth of the smaller one in new money, not a sale.
 */
export function buyingSuffices(book: Book, judged: readonly Judged[]): boolean {
  const money = book.cash.plus(book.contribution).plus(book.expected).toNumber();
  if (money <= 0) return false;
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
