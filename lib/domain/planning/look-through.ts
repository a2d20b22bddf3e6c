import type { Selection } from './select-indices';

/**
 * Sectors of crypto, looking through the indices: each token by its first sector (`unknown` where none is known), what the indices
 * and the plan keep in cash as `cash`. Shares sum to 1, largest first. Example: one index with BTC 0.6 and ETH 0.4 is layer-1 at 1.
 */
export function sectorsOf(chosen: Selection['chosen'], sectors: Readonly<Record<string, string>>): { sector: string; weight: number }[] {
  const totals = new Map<string, number>();
  const add = (sector: string, weight: number): void => void totals.set(sector, (totals.get(sector) ?? 0) + weight);
  let invested = 0;
  for (const { index, weight } of chosen) {
    for (const held of index.holdings) {
      add(sectors[held.asset] ?? 'unknown', weight * held.weight);
      invested += weight * held.weight;
    }
  }
  if (invested < 1 - 1e-9) add('cash', 1 - invested);
  return [...totals].map(([sector, weight]) => ({ sector, weight })).sort((a, b) => b.weight - a.weight || (a.sector < b.sector ? -1 : 1));
}
