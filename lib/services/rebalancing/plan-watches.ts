import 'server-only';
import { attributeHoldings } from '@/lib/domain/planning/attribution';
import { watchPlan } from '@/lib/domain/planning/watches';
import { watchIndices } from '@/lib/domain/rebalancing/watches';
import { loadCatalogue } from '@/lib/services/planning/load-catalogue';
import { cryptoInUse } from './crypto-in-use';
import type { PreparedSuggestion } from './suggestion-base';

export interface WatchRow {
  readonly rule: string;
  readonly fired: boolean;
  readonly detail: string;
}

/** The watches beside the token bands (Rules 6.3, 7.4), fired or not; empty without a plan or without value. */
export async function planWatches({ plan, holdings }: PreparedSuggestion): Promise<WatchRow[]> {
  if (plan === null || holdings.value.total.isZero()) return [];
  const { result, answers } = plan.plan;
  const total = holdings.value.total.toNumber();
  const held = holdings.value.positions.flatMap((position) => (position.value === null ? [] : [{ asset: position.asset, value: position.value.toNumber() }]));
  const found = attributeHoldings(held, plan.targets);
  const { investable } = answers;
  const { indices } = await loadCatalogue();
  const nameOf = (slug: string): string => indices.find((index) => index.slug === slug)?.name ?? slug;
  const six = watchIndices({
    indices: result.indices.map(({ slug, weight }) => ({ name: nameOf(slug), weight: (found.byIndex.find((entry) => entry.index === slug)?.value ?? 0) / total, target: weight })),
    crypto: Number(investable) > 0 ? { share: total / Number(investable), target: result.classes.crypto } : null,
    tiers: { conservative: found.byTier.conservative, aggressive: found.byTier.aggressive, targetConservative: result.tiers.applied.conservative, targetAggressive: result.tiers.applied.aggressive },
  });
  const seven = watchPlan(cryptoInUse(plan.plan, holdings));
  return [...six.map(({ fired, detail }) => ({ rule: '6.3', fired, detail })), ...seven.map(({ detail }) => ({ rule: '7.4', fired: true, detail }))];
}
