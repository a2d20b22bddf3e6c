import { CRYPTO_WATCH_RATIO, INDEX_WATCH_RATIO, TIER_WATCH_POINTS } from './rules';
import { percent } from './words';

/** Shares of a portfolio beside its plan; null where a person has no such target. */
export interface WatchedShares {
  readonly indices: readonly { readonly name: string; readonly weight: number; readonly target: number }[];
  /** Crypto as a share of everything investable. */
  readonly crypto: { readonly share: number; readonly target: number } | null;
  readonly tiers: {
    readonly conservative: number;
    readonly aggressive: number;
    readonly targetConservative: number;
    readonly targetAggressive: number;
  } | null;
}

/** One watch of Rule 6.3, fired or not, with its numbers in words. */
export interface RebalanceWatch {
  readonly watch: 'index' | 'crypto' | 'tiers';
  readonly fired: boolean;
  readonly detail: string;
}

/** On the limit is quiet; half-way rounding of float shares does not fire a watch. */
const TOLERANCE = 1e-9;

function share(conservative: number, aggressive: number): number | null {
  const total = conservative + aggressive;
  return total > 0 ? conservative / total : null;
}

function watchIndex(indices: WatchedShares['indices']): RebalanceWatch[] {
  const targeted = indices.filter((index) => index.target > 0);
  const highest = [...targeted].sort((a, b) => b.weight / b.target - a.weight / a.target || (a.name < b.name ? -1 : 1))[0];
  if (highest === undefined) return [];
  const ratio = highest.weight / highest.target;
  const detail = `${highest.name} is ${percent(highest.weight)}, ${ratio.toFixed(2)} × its target of ${percent(highest.target)}; the limit is ${INDEX_WATCH_RATIO} ×.`;
  return [{ watch: 'index', fired: ratio > INDEX_WATCH_RATIO + TOLERANCE, detail }];
}

/**
 * The plan-level watches beside the token bands (Rule 6.3): the index highest against its target, total crypto, and the conservative
 * share of conservative and aggressive. Shares in, a row for each watch that can be judged out; on the limit is quiet.
 * Example: an index at 25.1 % of a target of 20 % fires (1.25 ×).
 */
export function watchIndices(shares: WatchedShares): RebalanceWatch[] {
  const watches = watchIndex(shares.indices);
  if (shares.crypto !== null && shares.crypto.target > 0) {
    const ratio = shares.crypto.share / shares.crypto.target;
    const detail = `Crypto is ${percent(shares.crypto.share)} of what is investable, ${ratio.toFixed(2)} × its target of ${percent(shares.crypto.target)}; the limit is ${CRYPTO_WATCH_RATIO} ×.`;
    watches.push({ watch: 'crypto', fired: ratio > CRYPTO_WATCH_RATIO + TOLERANCE, detail });
  }
  const [now, target] = [share(shares.tiers?.conservative ?? 0, shares.tiers?.aggressive ?? 0), share(shares.tiers?.targetConservative ?? 0, shares.tiers?.targetAggressive ?? 0)];
  if (now !== null && target !== null) {
    const detail = `The conservative share of conservative and aggressive is ${percent(now)}, target ${percent(target)}, limit ${Math.round(TIER_WATCH_POINTS * 100)} points.`;
    watches.push({ watch: 'tiers', fired: Math.abs(now - target) > TIER_WATCH_POINTS + TOLERANCE, detail });
  }
  return watches;
}
