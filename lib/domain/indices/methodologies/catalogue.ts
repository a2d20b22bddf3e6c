import type { Methodology } from '../methodology';
import { AGGRESSIVE } from './aggressive';
import { BALANCED } from './balanced';
import { CONSERVATIVE } from './conservative';
import { INCOME } from './income';

/** Every index of Rule 4 in its order. Example: the first is `bitcoin-anchor`, the last `low-energy`. */
export const METHODOLOGIES: readonly Methodology[] = [...CONSERVATIVE, ...BALANCED, ...AGGRESSIVE, ...INCOME];

/** The methodology of a slug, or null. Example: `methodologyOf('defi')?.caps.asset` is 0.2. */
export function methodologyOf(slug: string): Methodology | null {
  return METHODOLOGIES.find((methodology) => methodology.slug === slug) ?? null;
}

/** Rule 5.5: the eligible universe by market cap, weekly and without caps; the benchmark of all and the market of the regimes. Not an index on offer. */
export const MARKET_BENCHMARK: Methodology = {
  slug: 'market',
  version: 1,
  name: 'Market',
  summary: 'Every eligible token by market cap.',
  tier: 'balanced',
  tags: [],
  cadence: 'weekly',
  needs: ['marketCap', 'tradedValue'],
  universe: { screens: 'balanced' },
  selection: { by: 'marketCap', count: null },
  weighting: { scheme: 'cap' },
  caps: { asset: 1, sector: null },
};
