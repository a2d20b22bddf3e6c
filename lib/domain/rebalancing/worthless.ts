import { ZERO } from '../foundation/decimal';
import { edgesOf } from './bands';
import type { Book } from './book';
import { driftRows } from './judge';
import type { RebalancePlan, RebalanceRequest } from './types';

/** The answer for a portfolio without value: no weights, nothing to do. Example: quantity 0 and cash 0. */
export function worthless(book: Book, request: RebalanceRequest): RebalancePlan {
  const judged = book.holdings.map((holding) => ({
    ...edgesOf(holding.target, request.band, request.bandMultiplier ?? 1),
    holding,
    weight: ZERO,
    side: 'inside' as const,
    resting: false,
  }));
  const drift = driftRows(judged, false);
  return {
    value: '0',
    drift,
    trades: [],
    after: drift.map((row) => ({ asset: row.asset, weight: null })),
    cashAfter: '0',
    totals: { turnover: null, traded: '0', fee: '0', slippage: '0', tax: '0' },
    portfolioDrift: { before: null, after: null },
    deferred: [],
    notTraded: [],
    nothingToDo: true,
  };
}
