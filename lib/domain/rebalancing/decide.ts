import { ZERO } from '../foundation/decimal';
import type { Book } from './book';
import { buyingSuffices, worthTrading } from './contributions-first';
import { driftAt, judge, type Judged } from './judge';
import { HELD, withoutBuying, type Layout } from './layout';
import { bandBase, contributionLayout, destinationLayout, portfolioBase, targetBase } from './layouts';
import { DEFAULT_DESTINATION } from './rules';
import type { RebalanceRequest } from './types';

/** Why the portfolio trades today, or that it does not. */
export type Mode = 'always' | 'contribution' | 'contributionsFirst' | 'band' | 'portfolio' | 'withdrawal' | 'nothing';

export interface Decision {
  readonly mode: Mode;
  readonly judged: readonly Judged[];
  readonly layout: Layout;
  /** Whether anything may be bought (Rule 7.4). */
  readonly buying: boolean;
}

/**
 * Decides what kind of trading is due and lays the portfolio out for it, in this order: band `none` always acts; no band breached
 * and new money: contributions; a breach that buying alone can end: contributions first, where asked; a breach, or the portfolio's
 * own band: destinations; else nothing, unless money is to be taken out that cash does not hold. Where buying has stopped (Rule 7.4)
 * only what is sold remains, and no sale waits for purchases.
 */
export function decide(book: Book, request: RebalanceRequest): Decision {
  const buying = request.buying !== false;
  const chosen = choose(book, request, buying);
  return { ...chosen, buying, layout: buying ? chosen.layout : withoutBuying(chosen.layout) };
}

function choose(book: Book, request: RebalanceRequest, buying: boolean): Omit<Decision, 'buying'> {
  const judged = judge(book, request.band, request.bandMultiplier ?? 1);
  const destination = request.destination ?? DEFAULT_DESTINATION;
  const breached = judged.some((at) => at.side !== 'inside');
  if (request.band.kind === 'none') return { mode: 'always', judged, layout: destinationLayout(judged, targetBase(judged)) };
  if (!breached && book.contribution.gt(0)) return { mode: 'contribution', judged, layout: contributionLayout(judged, book.cash, false) };
  const due = book.contribution.gt(0) || (breached && worthTrading(book, judged, destination));
  if (breached && due && buying && request.contributionsFirst === true && buyingSuffices(book, judged)) {
    return { mode: 'contributionsFirst', judged, layout: contributionLayout(judged, ZERO, true) };
  }
  const drift = driftAt(book, book.holdings.map((holding) => holding.held), book.value);
  if (request.portfolioBand !== undefined && drift > request.portfolioBand) {
    return { mode: 'portfolio', judged, layout: destinationLayout(judged, portfolioBase(book, judged, request.portfolioBand, destination)) };
  }
  if (breached) return { mode: 'band', judged, layout: destinationLayout(judged, bandBase(judged, destination)) };
  const mode = book.cash.plus(book.contribution).lt(0) ? 'withdrawal' : 'nothing';
  return { mode, judged, layout: destinationLayout(judged, judged.map(() => HELD)) };
}
