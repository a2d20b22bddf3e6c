import 'server-only';
import { judgedNumber, yieldFault } from '@/lib/domain/market/live-quality';
import { MIN_POOL_TVL } from '@/lib/domain/market/live-rules';
import { storeLive } from '@/lib/data/live-lock';
import { saveYields } from '@/lib/data/news-yields';
import { saveRefusedAnswers } from '@/lib/data/refused-answers';
import type { NetworkSource, Refusal, Taken, YieldRow } from '@/lib/providers/live-port';
import { asRefused, nothingTold, refusal, withoutDuplicates, type StoreContext, type Stored } from './store-context';

/** Stores the yields on offer as they were last seen; pools too small to use are passed over. */
export async function storeYields(context: StoreContext, source: NetworkSource, taken: Taken<YieldRow>, at: Date): Promise<Stored> {
  const unique = withoutDuplicates(taken.rows, ({ poolId }) => poolId, ({ poolId }) => [poolId, '']);
  const refused: Refusal[] = [...taken.refused, ...nothingTold(taken), ...unique.refused];
  const pools = unique.rows.filter((row) => {
    const fault = row.poolId === '' ? 'has no id' : yieldFault(row.baseYield ?? Number.NaN, row.rewardYield ?? Number.NaN, judgedNumber(row.tvl));
    if (fault !== null) refused.push(refusal(row.poolId, '', fault, row));
    return fault === null && Number(row.tvl) >= MIN_POOL_TVL;
  });
  return storeLive(async (client) => {
    await saveYields(client, source, pools, at);
    await saveRefusedAnswers(client, source, asRefused('yields', refused), at);
    return { stored: pools.length, refused: refused.length };
  }, context.also);
}
