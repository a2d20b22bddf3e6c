import 'server-only';
import { toNullable } from '@/lib/domain/foundation/missing';
import { ok } from '@/lib/domain/foundation/result';
import { alignFlows, type CashFlow, type FlowFailure, type Valuation } from '@/lib/domain/performance/cash-flows';
import { moneyWeightedReturn, NO_RATE_REASONS } from '@/lib/domain/performance/money-weighted';
import { timeWeightedReturn } from '@/lib/domain/performance/time-weighted';

export interface CashflowReturns {
  readonly timeWeighted: number | null;
  readonly moneyWeighted: number | null;
  readonly reason?: string;
}

/** Both returns of a history; the money-weighted one says why where there is none. */
export function calculateReturns(flows: readonly CashFlow[], values: readonly Valuation[]): { ok: true; value: CashflowReturns } | FlowFailure {
  const history = alignFlows(flows, values);
  if (!history.ok) return history;
  const timeWeighted = toNullable(timeWeightedReturn(history.value));
  const rate = moneyWeightedReturn(history.value);
  if (rate.ok) return ok({ timeWeighted, moneyWeighted: rate.value });
  return ok({ timeWeighted, moneyWeighted: null, reason: NO_RATE_REASONS[rate.reason] });
}
