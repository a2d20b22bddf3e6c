import 'server-only';
import { targetsFromPlan, type TokenTargets } from '@/lib/domain/planning/token-targets';
import { readSettings } from '@/lib/services/account/settings';
import { loadCatalogue } from './load-catalogue';
import { currentPlan, type SavedPlan } from './read-plan';

export interface CurrentTargets {
  readonly plan: SavedPlan;
  readonly targets: TokenTargets;
  /** The catalogue that the indices' holdings were read from: today's, not the one of the plan's day. */
  readonly catalogue: string;
  /** Whether the plan was made on another catalogue than today's. */
  readonly outdated: boolean;
  /** Each index's largest so many, or all (null). */
  readonly simple: number | null;
  /** Chosen indices that no longer exist or wait; their part is cash. */
  readonly lost: readonly string[];
}

/** Rule 7.9 for a person: token targets of their newest plan on today's holdings; `null` without a plan. `portfolioValue` is exact USD text. */
export async function currentTargets(userId: string, portfolioValue = '0'): Promise<CurrentTargets | null> {
  const [plan, settings, catalogue] = await Promise.all([currentPlan(userId), readSettings(userId), loadCatalogue()]);
  if (plan === null) return null;
  const live = new Set(catalogue.indices.filter((index) => index.status === 'live').map((index) => index.slug));
  const { simple } = settings.targets;
  const targets = targetsFromPlan(plan.result, catalogue, { simple: simple ?? undefined, portfolioValue, minTrade: settings.rebalancing.minTrade });
  return {
    plan,
    targets,
    catalogue: catalogue.version,
    outdated: catalogue.version !== plan.result.catalogue,
    simple,
    lost: plan.result.indices.map((index) => index.slug).filter((slug) => !live.has(slug)),
  };
}
