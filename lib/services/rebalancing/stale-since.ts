import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import type { DatasetSummary } from '@/lib/data/dataset';
import type { Freshness } from '@/lib/domain/market/freshness';
import type { RebalancePlan, RebalanceRequest } from '@/lib/domain/rebalancing/types';
import { notAdvised, readFreshness } from '@/lib/services/market/read-freshness';

/** A token of a suggestion whose close has become too old since the suggestion was made. */
export interface StaleSince extends Freshness {
  readonly asset: string;
}

/**
 * Tokens that a suggestion counts on and that nothing may be advised about any more. Those that were too old when it was made are none of
 * it: it left them alone and said so.
 */
export async function staleSince({ request, plan }: { readonly request: RebalanceRequest; readonly plan: RebalancePlan }, market: DatasetSummary, clock: Clock = systemClock): Promise<StaleSince[]> {
  const leftAlone = new Set(plan.deferred.map(({ asset }) => asset));
  const traded = new Set(plan.trades.map(({ asset }) => asset));
  const assets = request.positions.map(({ asset }) => asset).filter((asset) => traded.has(asset) || !leftAlone.has(asset));
  const freshness = await readFreshness(market, assets, clock);
  return assets.flatMap((asset) => {
    const why = notAdvised(freshness, asset);
    return why === null ? [] : [{ asset, state: why.state, reason: why.reason, ageHours: why.ageHours }];
  });
}
