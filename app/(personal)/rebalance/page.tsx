import type { Metadata } from 'next';
import { PastSuggestions } from '@/components/rebalance/past-suggestions';
import { RebalanceBoard } from '@/components/rebalance/rebalance-board';
import { RebalanceStale } from '@/components/rebalance/rebalance-stale';
import { RebalanceStart } from '@/components/rebalance/rebalance-start';
import { requireUser } from '@/lib/auth/session';
import { buildSuggestion } from '@/lib/services/rebalancing/build-suggestion';
import { pastSuggestions } from '@/lib/services/rebalancing/read-suggestions';

export const metadata: Metadata = { title: 'Rebalance' };

type Search = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export default async function RebalancePage({ searchParams }: { readonly searchParams: Search }) {
  const user = await requireUser('/rebalance');
  const query = await searchParams;
  const [built, past] = await Promise.all([buildSuggestion(user.id, query), pastSuggestions(user.id)]);
  if (built === null || built.prepared.plan === null || (built.prepared.holdings.entries.length === 0 && built.controls.invest === '0')) {
    return <RebalanceStart market={built !== null} plan={built?.prepared.plan !== null} holdings={(built?.prepared.holdings.entries.length ?? 0) > 0} />;
  }
  const { prepared, snapshot } = built;
  if (prepared.marketStale !== null) return <RebalanceStale freshness={prepared.marketStale} day={prepared.base.day} value={prepared.holdings.value.total.toFixed()} />;
  return (
    <RebalanceBoard
      key={JSON.stringify(built.controls)}
      base={prepared.base}
      names={prepared.names}
      usual={built.usual}
      controls={built.controls}
      points={built.points}
      regime={prepared.regime}
      calendar={prepared.calendar}
      unpriced={prepared.unpriced}
      notAdvised={prepared.notAdvised}
      snapshot={snapshot === null ? null : { id: snapshot.id, expiresAt: snapshot.expiresAt.toISOString() }}
      watches={built.watches}
      covariance={built.covariance}
      day={prepared.base.day}
      past={<PastSuggestions past={past.map(({ id, pricesDay, plan, simulated }) => ({ id, pricesDay, simulated, trades: plan.trades.length, traded: plan.totals.traded }))} />}
    />
  );
}
