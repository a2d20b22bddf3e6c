import { DAYS_PER_YEAR } from '../../foundation/year';
import { LARGE_CAP_RANKS } from '../../market/rules';
import type { Methodology } from '../methodology';

const common = { version: 1, tier: 'conservative', tags: [], needs: ['marketCap', 'tradedValue'] } as const;

/** Rule 4, the conservative rows. */
export const CONSERVATIVE: readonly Methodology[] = [
  {
    ...common,
    slug: 'bitcoin-anchor',
    name: 'Bitcoin Anchor',
    summary: 'Bitcoin for at least half, Ethereum and the three next largest for the rest.',
    cadence: 'quarterly',
    universe: { screens: 'conservative' },
    selection: { by: 'marketCap', count: 5, always: ['bitcoin', 'ethereum'] },
    weighting: { scheme: 'cap' },
    caps: { asset: 0.3, assets: { bitcoin: 0.7 }, floors: { bitcoin: 0.5 }, sector: null },
  },
  {
    ...common,
    slug: 'large-cap-10',
    name: 'Large Cap 10',
    summary: 'The ten largest tokens by market cap, none above 30 %.',
    cadence: 'monthly',
    universe: { screens: 'conservative' },
    selection: { by: 'marketCap', count: 10, buffer: { enter: 8, leave: 12 } },
    weighting: { scheme: 'cap' },
    caps: { asset: 0.3, sector: null },
  },
  {
    ...common,
    slug: 'blue-chip-quality',
    name: 'Blue Chip Quality',
    summary: 'Eight large, long-lived tokens of good grade, the calmer the heavier.',
    cadence: 'quarterly',
    universe: { screens: 'conservative', ranks: { from: 1, to: LARGE_CAP_RANKS }, minAgeDays: 3 * DAYS_PER_YEAR, minInvestorGrade: 50 },
    selection: { by: 'investorGrade', count: 8 },
    weighting: { scheme: 'inverseVolatility' },
    caps: { asset: 0.25, sector: null },
  },
];
