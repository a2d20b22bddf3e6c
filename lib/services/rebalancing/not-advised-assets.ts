import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import type { DatasetSummary } from '@/lib/data/dataset';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { STALE_HOURS } from '@/lib/domain/market/live-rules';
import type { NotAdvised } from '@/lib/domain/rebalancing/not-advised';
import { freshnessClause } from '@/lib/format/freshness';
import { notAdvised, type AssetFreshness } from '@/lib/services/market/read-freshness';

interface Asked {
  readonly dataset: DatasetSummary;
  readonly assets: readonly string[];
  readonly freshness: ReadonlyMap<string, AssetFreshness>;
  /** Those that have a close to be counted at. */
  readonly priced: ReadonlySet<string>;
}

/** Those of `assets` that nothing may be advised about, in words. Closes come shortly after midnight: the next day is the next look. */
export function notAdvisedOf({ dataset, assets, freshness, priced }: Asked, clock: Clock = systemClock): NotAdvised[] {
  const until = addDays(dataset.live ? isoDay(clock.now().toISOString().slice(0, 10)) : dataset.lastDay, 1);
  return assets.flatMap((asset) => {
    const why = notAdvised(freshness, asset);
    if (why === null) return [];
    const fate = priced.has(asset) ? 'It is kept and counted at that close' : 'It is kept, and left out of the value';
    return [{ asset, until, reason: `${freshnessClause(why)}. ${fate}; past ${STALE_HOURS} hours nothing is advised.` }];
  });
}
