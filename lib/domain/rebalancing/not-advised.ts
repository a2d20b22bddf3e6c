import { ok } from '../foundation/result';
import type { RebalanceResult } from './plan-trades';
import type { SuggestionBase } from './suggestion-request';

/** An asset that nothing may be advised about, with the words that say why and the day on which to look again. */
export interface NotAdvised {
  readonly asset: string;
  readonly reason: string;
  readonly until: string;
}

/**
 * Takes assets that nothing may be advised about out of the question: their positions stay and count in the value, their targets and
 * their role as cash go, so that no trade can touch them. The plan's own ones are named, for their room is kept free.
 * Example: with ETH not advised, targets `[BTC 0.75, ETH 0.25]` are `[BTC 0.75]` and `reserved` is `['ETH']`.
 */
export function keepNotAdvised(base: SuggestionBase, list: readonly NotAdvised[]): SuggestionBase {
  const kept = new Set(list.map(({ asset }) => asset));
  if (kept.size === 0) return base;
  const wanted = base.targets.filter(({ asset }) => kept.has(asset)).map(({ asset }) => asset);
  const cash = base.positions.filter(({ asset, cashLike }) => kept.has(asset) && cashLike === true).map(({ asset }) => asset);
  return {
    ...base,
    positions: base.positions.map((position) => (kept.has(position.asset) && position.cashLike === true ? { ...position, cashLike: false } : position)),
    targets: base.targets.filter(({ asset }) => !kept.has(asset)),
    reserved: [...new Set([...wanted, ...cash])].sort(),
  };
}

/**
 * Says of each such asset why it was left alone, in place of the plan's own words about a position without a target.
 * Example: a plan without trades gets `deferred: [{asset: 'ETH', reason: 'its last close is 52 h old', until: '2026-11-22'}]`.
 */
export function deferNotAdvised(result: RebalanceResult, list: readonly NotAdvised[]): RebalanceResult {
  if (!result.ok || list.length === 0) return result;
  const kept = new Set(list.map(({ asset }) => asset));
  const { deferred, notTraded } = result.value;
  return ok({ ...result.value, deferred: [...deferred, ...list], notTraded: notTraded.filter(({ asset }) => !kept.has(asset)) });
}
