import 'server-only';
import type { StoredHolding } from '@/lib/data/index-reads';
import { labelOf } from '@/lib/domain/indices/words';

export interface Exposure {
  readonly name: string;
  readonly share: number;
}

const UNKNOWN = 'Not known';

/** Weight by category, largest first. */
function sharesBy(holdings: readonly StoredHolding[], key: 'sector' | 'ecosystem' | 'consensus'): Exposure[] {
  const totals = new Map<string, number>();
  for (const holding of holdings) {
    const code = holding[key];
    const name = code === null ? UNKNOWN : labelOf(code);
    totals.set(name, (totals.get(name) ?? 0) + holding.weight);
  }
  return [...totals].map(([name, share]) => ({ name, share })).sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
}

/** Where the weight stands: by first sector, ecosystem and consensus. */
export function exposureOf(holdings: readonly StoredHolding[]): { sector: Exposure[]; ecosystem: Exposure[]; consensus: Exposure[] } {
  return { sector: sharesBy(holdings, 'sector'), ecosystem: sharesBy(holdings, 'ecosystem'), consensus: sharesBy(holdings, 'consensus') };
}
