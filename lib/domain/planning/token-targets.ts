import { dec } from '../foundation/decimal';
import type { TargetWeights } from '../foundation/target-weights';
import { FOLD_BELOW, type Tier } from './rules';
import type { Catalogue, CatalogueIndex, PlanResult } from './types';

export interface TokenTargetOptions {
  /** Keep only each index's largest so many, rescaled (Rule 7.9); all where absent. */
  readonly simple?: number | undefined;
  /** USD, exact decimal text: the value that weights are shares of, and the smallest trade. */
  readonly portfolioValue: string;
  readonly minTrade: string;
}

/** What one index contributes to the target of one token, as a share of the portfolio. */
export interface Contribution {
  readonly asset: string;
  readonly index: string;
  readonly tier: Tier;
  readonly weight: number;
}

export interface TokenTargets extends TargetWeights {
  /** They sum to the targets. */
  readonly contributions: readonly Contribution[];
  /** Tokens that were too small, with what they would have had and the larger ones of the index that took it over. */
  readonly folded: readonly (Contribution & { readonly into: readonly string[] })[];
  /** Share of the portfolio below which a token was folded. */
  readonly threshold: number;
}

interface PlannedPart {
  readonly index: CatalogueIndex;
  /** Index weight × (1 − its cash), a share of the portfolio. */
  readonly invested: number;
  /** Largest first, ties by id; weights within the index. */
  readonly holdings: CatalogueIndex['holdings'];
}

function plannedParts(plan: Pick<PlanResult, 'indices'>, catalogue: Catalogue, simple: number | undefined): PlannedPart[] {
  return plan.indices.flatMap(({ slug, weight }) => {
    const index = catalogue.indices.find((candidate) => candidate.slug === slug);
    if (index === undefined || weight <= 0) return [];
    const sorted = index.holdings.filter((held) => held.weight > 0).sort((a, b) => b.weight - a.weight || (a.asset < b.asset ? -1 : 1));
    const holdings = sorted.slice(0, simple ?? sorted.length);
    return holdings.length === 0 ? [] : [{ index, invested: weight * (1 - index.cash), holdings }];
  });
}

/** Contributions when only the tokens not in `dropped` are kept: each index's invested share over those, in proportion. */
function contributionsOf(parts: readonly PlannedPart[], dropped: ReadonlySet<string>): Contribution[] {
  return parts.flatMap(({ index, invested, holdings }) => {
    const kept = holdings.filter(({ asset }) => !dropped.has(asset));
    const whole = kept.reduce((total, { weight }) => total + weight, 0);
    return kept.map(({ asset, weight }) => ({ asset, index: index.slug, tier: index.tier, weight: (invested * weight) / whole }));
  });
}

function sumByAsset(contributions: readonly Contribution[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { asset, weight } of contributions) totals.set(asset, (totals.get(asset) ?? 0) + weight);
  return totals;
}

/** Drops the smallest token below the threshold, again and again; the largest of each index always stays. */
function tooSmall(parts: readonly PlannedPart[], threshold: number): Set<string> {
  const dropped = new Set<string>();
  const largest = new Set(parts.map(({ holdings }) => holdings[0]?.asset));
  for (;;) {
    const totals = [...sumByAsset(contributionsOf(parts, dropped))];
    const small = totals.filter(([asset, weight]) => weight < threshold && !largest.has(asset));
    const next = small.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))[0];
    if (next === undefined) return dropped;
    dropped.add(next[0]);
  }
}

/**
 * Rule 7.9: from the plan's indices to token targets, as shares of the crypto portfolio; with `cash` (stablecoins and the indices' own)
 * they sum to 1. A token below 0.25 % or below the smallest trade is folded into the larger ones of its index, in proportion; each
 * index's largest stays. A plan whose crypto is 0 has no targets and is all cash. Example: two indices at 0.5 with BTC 0.6 and 0.4 give BTC 0.5.
 */
export function targetsFromPlan(plan: Pick<PlanResult, 'indices' | 'classes'>, catalogue: Catalogue, options: TokenTargetOptions): TokenTargets {
  const value = dec(options.portfolioValue);
  const threshold = value.gt(0) ? Math.max(FOLD_BELOW, dec(options.minTrade).div(value).toNumber()) : FOLD_BELOW;
  if (plan.classes.crypto <= 0) return { targets: [], cash: 1, contributions: [], folded: [], threshold };
  const parts = plannedParts(plan, catalogue, options.simple);
  const dropped = tooSmall(parts, threshold);
  const contributions = contributionsOf(parts, dropped);
  const folded = contributionsOf(parts, new Set())
    .filter(({ asset }) => dropped.has(asset))
    .map((part) => ({ ...part, into: contributions.filter(({ index }) => index === part.index).map(({ asset }) => asset) }));
  const targets = [...sumByAsset(contributions)].map(([asset, weight]) => ({ asset, weight })).sort((a, b) => b.weight - a.weight || (a.asset < b.asset ? -1 : 1));
  const cash = Math.max(0, 1 - parts.reduce((total, { invested }) => total + invested, 0));
  return { targets, cash, contributions, folded, threshold };
}
