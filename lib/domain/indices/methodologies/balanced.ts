import { VOLATILE_BEAR_CASH } from '../../market/regime-rules';
import { SECTOR_CAP } from '../weights/rules';
import type { Methodology } from '../methodology';

const common = { version: 1, tier: 'balanced', tags: [], cadence: 'monthly', needs: ['marketCap', 'tradedValue'] } as const;

/** Rule 4, the balanced rows. */
export const BALANCED: readonly Methodology[] = [
  {
    ...common,
    slug: 'broad-market-20',
    name: 'Broad Market 20',
    summary: 'The twenty largest tokens, weighed by the square root of market cap so that the giants leave room.',
    universe: { screens: 'balanced' },
    selection: { by: 'marketCap', count: 20, buffer: { enter: 16, leave: 24 } },
    weighting: { scheme: 'sqrtCap' },
    caps: { asset: 0.15, sector: null },
  },
  {
    ...common,
    slug: 'multi-sector',
    name: 'Multi Sector',
    summary: 'The two best-graded tokens of every sector, each sector carrying the same risk.',
    needs: ['marketCap', 'tradedValue', 'sectors'],
    universe: { screens: 'balanced' },
    selection: { by: 'investorGrade', count: null, perSector: { count: 2, minEligible: 3 } },
    weighting: { scheme: 'equalRiskBySector' },
    caps: { asset: 0.1, sector: SECTOR_CAP },
  },
  {
    ...common,
    slug: 'smart-contract-platforms',
    name: 'Smart Contract Platforms',
    summary: 'The twelve best-graded base chains and scaling layers, larger and better ones heavier.',
    needs: ['marketCap', 'tradedValue', 'sectors'],
    universe: { screens: 'balanced', sectors: ['layer-1', 'layer-2'] },
    selection: { by: 'investorGrade', count: 12 },
    weighting: { scheme: 'cap', tilt: 'investorGrade' },
    caps: { asset: 0.2, sector: null },
  },
  {
    ...common,
    slug: 'market-100',
    name: 'Market 100',
    summary: 'The hundred largest by market cap, half in cash while the market is a volatile bear.',
    cadence: 'weekly',
    universe: { screens: 'balanced' },
    selection: { by: 'marketCap', count: 100 },
    weighting: { scheme: 'cap' },
    caps: { asset: 0.1, sector: null },
    volatileBearCash: VOLATILE_BEAR_CASH,
  },
];
