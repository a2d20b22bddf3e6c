import { TIERS, type Tier } from './rules';
import type { Contribution, TokenTargets } from './token-targets';

/** A holding with its value: USD or a share, a plain number for display. */
export interface HeldValue {
  readonly asset: string;
  readonly value: number;
}

export interface Attribution {
  readonly byIndex: readonly { readonly index: string; readonly tier: Tier; readonly value: number }[];
  readonly byTier: Readonly<Record<Tier, number>>;
  /** Parts of each holding by index; empty for what no index of the plan holds. */
  readonly parts: readonly { readonly asset: string; readonly index: string; readonly value: number }[];
  /** Kept, shown, counted in crypto, sold only on request. */
  readonly outside: readonly HeldValue[];
  readonly outsideValue: number;
}

/**
 * Rule 7.9: holdings attributed to indices, and so to tiers, in proportion to what each index contributes to the token's target; a
 * folded token by what it would have had. What no index holds is outside the plan. Everything adds up to the holdings.
 * Example: a token that index A wants at 0.2 and B at 0.1 counts two thirds for A.
 */
export function attributeHoldings(held: readonly HeldValue[], plan: Pick<TokenTargets, 'contributions' | 'folded'>): Attribution {
  const sources = new Map<string, Contribution[]>();
  for (const part of [...plan.contributions, ...plan.folded]) sources.set(part.asset, [...(sources.get(part.asset) ?? []), part]);
  const parts = held.flatMap(({ asset, value }) => {
    const of = sources.get(asset) ?? [];
    const whole = of.reduce((total, { weight }) => total + weight, 0);
    return of.map(({ index, tier, weight }) => ({ asset, index, tier, value: (value * weight) / whole }));
  });
  const indices = new Map<string, { index: string; tier: Tier; value: number }>();
  for (const part of [...plan.contributions, ...plan.folded]) indices.set(part.index, { index: part.index, tier: part.tier, value: 0 });
  for (const { index, tier, value } of parts) indices.set(index, { index, tier, value: (indices.get(index)?.value ?? 0) + value });
  const byIndex = [...indices.values()];
  const tierValue = (tier: Tier): number => byIndex.filter((entry) => entry.tier === tier).reduce((total, { value }) => total + value, 0);
  const [conservative, balanced, aggressive] = TIERS.map(tierValue) as [number, number, number];
  const outside = held.filter(({ asset }) => !sources.has(asset));
  return {
    byIndex,
    byTier: { conservative, balanced, aggressive },
    parts: parts.map(({ asset, index, value }) => ({ asset, index, value })),
    outside,
    outsideValue: outside.reduce((total, { value }) => total + value, 0),
  };
}
