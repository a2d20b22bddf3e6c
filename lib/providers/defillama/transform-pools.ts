import 'server-only';
import { judgeAmount } from '../judge-number';
import type { Taken, YieldRow } from '../live-port';
import { Refusals, schemaFault } from '../refusals';
import { poolSchema } from './schema';

/** A yearly yield beyond a million per cent is an accident of a nearly empty pool; thousands of per cent are real. */
const MOST_YIELD = 10_000;

/** Per cent a year as a fraction; null is unknown. */
function yieldOf(percent: number | null | undefined, id: string, name: string, refusals: Refusals): number | null {
  if (percent === null || percent === undefined) return null;
  const fraction = percent / 100;
  if (fraction >= -1 && fraction <= MOST_YIELD) return fraction;
  refusals.add(id, '', `${name} of ${percent} % is not possible`, percent);
  return null;
}

/** Yields on offer, in the order they came; of two with one id the first stands. */
export function toYields(rows: readonly unknown[]): Taken<YieldRow> {
  const refusals = new Refusals();
  const seen = new Set<string>();
  const pools = rows.flatMap((row): YieldRow[] => {
    const parsed = poolSchema.safeParse(row);
    if (!parsed.success) {
      refusals.add(String((row as { pool?: unknown } | null)?.pool ?? ''), '', schemaFault(parsed.error), row);
      return [];
    }
    const { pool, project, chain, symbol, tvlUsd, apyBase, apyReward, stablecoin } = parsed.data;
    if (seen.has(pool)) {
      refusals.add(pool, '', 'it came twice (the first stands)', row);
      return [];
    }
    seen.add(pool);
    return [
      {
        poolId: pool,
        project,
        chain,
        symbol,
        baseYield: yieldOf(apyBase, pool, 'base yield', refusals),
        rewardYield: yieldOf(apyReward, pool, 'reward yield', refusals),
        tvl: refusals.keep(judgeAmount(tvlUsd, 'value locked'), pool, '', tvlUsd),
        stablecoin,
      },
    ];
  });
  return { rows: pools, refused: refusals.list };
}
