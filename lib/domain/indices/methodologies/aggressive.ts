import { LARGE_CAP_RANKS, MID_CAP_RANKS } from '../../market/rules';
import type { Methodology } from '../methodology';

const common = { version: 1, tier: 'aggressive', tags: [], cadence: 'monthly', needs: ['marketCap', 'tradedValue'] } as const;

function sectorIndex(slug: string, name: string, sector: string, words: string): Methodology {
  return {
    ...common,
    slug,
    name,
    summary: `The ten best-graded ${words} tokens, larger and better ones heavier.`,
    needs: ['marketCap', 'tradedValue', 'sectors'],
    universe: { screens: 'aggressive', sectors: [sector] },
    selection: { by: 'investorGrade', count: 10 },
    weighting: { scheme: 'sqrtCap', tilt: 'investorGrade' },
    caps: { asset: 0.2, sector: null },
  };
}

/** Rule 4, the aggressive rows. */
export const AGGRESSIVE: readonly Methodology[] = [
  {
    ...common,
    slug: 'small-cap-growth',
    version: 2,
    name: 'Small Cap Growth',
    summary: 'Twenty-five smaller tokens, best by forecast while its gate is open and by trader grade else, equally, as far as their trading carries it.',
    universe: { screens: 'aggressive', ranks: { from: MID_CAP_RANKS + 1, to: 400 } },
    selection: { by: 'forecast', count: 25 },
    weighting: { scheme: 'equal' },
    caps: { asset: 0.06, sector: null },
  },
  sectorIndex('defi', 'DeFi', 'defi', 'decentralised finance'),
  sectorIndex('gaming', 'Gaming', 'gaming', 'gaming'),
  sectorIndex('ai', 'AI', 'ai', 'artificial intelligence'),
  sectorIndex('real-world-assets', 'Real World Assets', 'rwa', 'real-world asset'),
  sectorIndex('memes', 'Memes', 'meme', 'meme'),
  {
    ...common,
    slug: 'emerging-ecosystems',
    name: 'Emerging Ecosystems',
    summary: 'The fifteen best-graded tokens outside the three largest ecosystems, each with the same risk.',
    needs: ['marketCap', 'tradedValue', 'ecosystems'],
    universe: { screens: 'aggressive', withoutLargestEcosystems: 3 },
    selection: { by: 'investorGrade', count: 15 },
    weighting: { scheme: 'equalRisk' },
    caps: { asset: 0.12, sector: null },
  },
  {
    ...common,
    slug: 'momentum',
    name: 'Momentum',
    summary: 'The fifteen mid and small caps with the best trader grades, the calmer the heavier.',
    cadence: 'weekly',
    universe: { screens: 'aggressive', ranks: { from: LARGE_CAP_RANKS + 1, to: null } },
    selection: { by: 'traderGrade', count: 15 },
    weighting: { scheme: 'inverseVolatility' },
    caps: { asset: 0.1, sector: null },
  },
];
