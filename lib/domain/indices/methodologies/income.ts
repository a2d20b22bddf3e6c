import { LARGE_CAP_RANKS } from '../../market/rules';
import type { Methodology } from '../methodology';

const common = { version: 1, cadence: 'monthly' } as const;

/** Rule 4, the income and low-energy rows; those that need yields wait until a source states them. */
export const INCOME: readonly Methodology[] = [
  {
    ...common,
    slug: 'large-cap-staking',
    name: 'Large Cap Staking',
    summary: 'Large proof-of-stake tokens whose staking yield is paid for, not printed.',
    tier: 'balanced',
    tags: ['income'],
    cadence: 'quarterly',
    needs: ['marketCap', 'tradedValue', 'consensus', 'stakingYields'],
    universe: { screens: 'balanced', ranks: { from: 1, to: LARGE_CAP_RANKS }, withoutConsensus: ['pow', 'hybrid', 'none'] },
    selection: { by: 'marketCap', count: null },
    weighting: { scheme: 'cap' },
    caps: { asset: 0.25, sector: null },
  },
  {
    ...common,
    slug: 'defi-yield',
    name: 'DeFi Yield',
    summary: 'Sustainable yield sources of decentralised finance, each with the same risk.',
    tier: 'aggressive',
    tags: ['income'],
    needs: ['marketCap', 'tradedValue', 'sectors', 'yieldSources'],
    universe: { screens: 'aggressive', sectors: ['defi'] },
    selection: { by: 'marketCap', count: null },
    weighting: { scheme: 'equalRisk' },
    caps: { asset: 0.15, sector: null },
  },
  {
    ...common,
    slug: 'balanced-income',
    name: 'Balanced Income',
    summary: 'Broad Market 20 for three fifths, income for two.',
    tier: 'balanced',
    tags: ['income'],
    needs: ['marketCap', 'tradedValue', 'stakingYields', 'yieldSources'],
    universe: { screens: 'balanced' },
    selection: { by: 'marketCap', count: 20, buffer: { enter: 16, leave: 24 } },
    weighting: { scheme: 'sqrtCap' },
    caps: { asset: 0.2, sector: null },
    blend: [
      { of: 'broad-market-20', weight: 0.6 },
      { of: 'income', weight: 0.4 },
    ],
  },
  {
    ...common,
    slug: 'low-energy',
    name: 'Low Energy',
    summary: 'Broad Market 20 without proof of work.',
    tier: 'balanced',
    tags: ['lowEnergy'],
    needs: ['marketCap', 'tradedValue', 'consensus'],
    universe: { screens: 'balanced', withoutConsensus: ['pow', 'hybrid'] },
    selection: { by: 'marketCap', count: 20, buffer: { enter: 16, leave: 24 } },
    weighting: { scheme: 'sqrtCap' },
    caps: { asset: 0.15, sector: null },
  },
];
