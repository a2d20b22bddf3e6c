import 'server-only';
import type { Feature } from '@/lib/domain/features/feature';
import type { DatasetSummary } from '@/lib/data/dataset';

/** Who a dataset names for its prices and for its metrics; its own name where it names nobody. */
export function sourceNames(dataset: Pick<DatasetSummary, 'name' | 'attribution' | 'simulated'>): { readonly daily: string; readonly metrics: string } {
  if (dataset.simulated) return { daily: 'Simulated', metrics: 'Simulated' };
  const daily = /(?:prices|bars) by ([^;(]+)/i.exec(dataset.attribution)?.[1]?.trim();
  const metrics = /metrics by ([^;(]+)/i.exec(dataset.attribution)?.[1]?.trim();
  return { daily: daily ?? dataset.name, metrics: metrics ?? dataset.name };
}

/** The source of one feature: every input's, once, and whether supply was derived. Example: 'CoinGecko (derived)'. */
export function featureSource(feature: Feature, names: ReturnType<typeof sourceNames>, supplyDerived: boolean): string {
  const parts = feature.needs.filter((need) => need !== 'sector').map((need) => (need.startsWith('metric:') ? names.metrics : names.daily));
  const derived = supplyDerived && feature.needs.includes('supply') ? ' (derived)' : '';
  return `${[...new Set(parts)].join(', ')}${derived}`;
}
