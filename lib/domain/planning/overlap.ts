import type { CatalogueIndex } from './types';

type Held = Pick<CatalogueIndex, 'holdings'>;

/** Share of weight that two indices have in common: Σ min(a, b) over tokens, in [0, 1]. Example: {BTC 0.7, ETH 0.3} and {BTC 0.5, SOL 0.5} share 0.5. */
export function overlapOf(a: Held, b: Held): number {
  const weights = new Map(a.holdings.map((holding) => [holding.asset, holding.weight]));
  return b.holdings.reduce((total, { asset, weight }) => total + Math.min(weight, weights.get(asset) ?? 0), 0);
}
