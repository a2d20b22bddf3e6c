import 'server-only';
import { planTrades, type RebalanceResult } from '@/lib/domain/rebalancing/plan-trades';
import type { RebalanceRequest } from '@/lib/domain/rebalancing/types';

/** The calculator: the same function that the pages run, on what the caller sends. */
export function calculateRebalance(request: RebalanceRequest): RebalanceResult {
  return planTrades(request);
}
