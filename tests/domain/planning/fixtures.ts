import fc from 'fast-check';
import { GUARDRAILS, STRATEGIES, TEMPERAMENTS, type Tier } from '@/lib/domain/planning/rules';
import type { Catalogue, CatalogueIndex, PlanInput } from '@/lib/domain/planning/types';

type Holdings = Record<string, number>;

function levelsOf(order: number, days = 400): CatalogueIndex['levels'] {
  const values = Array.from({ length: days }, (_, day) => 1000 * (1 + 0.3 * Math.sin((day + order * 17) / (20 + order)) + day / 2000));
  return { firstDay: 18_000 + order, values };
}

export function makeIndex(order: number, slug: string, name: string, tier: Tier, holdings: Holdings, extra: Partial<CatalogueIndex> = {}): CatalogueIndex {
  const held = Object.entries(holdings).map(([asset, weight]) => ({ asset, weight }));
  const cash = 1 - held.reduce((total, { weight }) => total + weight, 0);
  return { order, slug, name, tier, tags: [], status: 'live', holdings: held, cash: Math.abs(cash) < 1e-12 ? 0 : cash, levels: levelsOf(order), ...extra };
}

/** A small catalogue in the shape of the real one: Large Cap 10 overlaps Bitcoin Anchor by 70 %, Blue Chip Quality by less. */
export const CATALOGUE: Catalogue = {
  version: 'test-1',
  indices: [
    makeIndex(1, 'bitcoin-anchor', 'Bitcoin Anchor', 'conservative', { bitcoin: 0.55, ethereum: 0.3, bnb: 0.08, solana: 0.04, cardano: 0.03 }),
    makeIndex(2, 'large-cap-10', 'Large Cap 10', 'conservative', { bitcoin: 0.3, ethereum: 0.3, bnb: 0.15, solana: 0.1, cardano: 0.08, xrp: 0.07 }),
    makeIndex(3, 'blue-chip-quality', 'Blue Chip Quality', 'conservative', { bitcoin: 0.25, ethereum: 0.2, litecoin: 0.25, xrp: 0.2, monero: 0.1 }),
    makeIndex(4, 'broad-market-20', 'Broad Market 20', 'balanced', { bitcoin: 0.15, ethereum: 0.12, bnb: 0.1, solana: 0.1, xrp: 0.1, polkadot: 0.1, litecoin: 0.1, chainlink: 0.12, uniswap: 0.11 }),
    makeIndex(5, 'multi-sector', 'Multi Sector', 'balanced', { chainlink: 0.2, uniswap: 0.2, decentraland: 0.2, monero: 0.2, solana: 0.2 }),
    makeIndex(8, 'small-cap-growth', 'Small Cap Growth', 'aggressive', Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`small-${String(i + 1).padStart(2, '0')}`, 0.04]))),
    makeIndex(9, 'defi', 'DeFi', 'aggressive', { uniswap: 0.2, aave: 0.2, maker: 0.2, curve: 0.2, compound: 0.2 }),
    makeIndex(10, 'gaming', 'Gaming', 'aggressive', { decentraland: 0.2, sandbox: 0.2, axie: 0.2 }),
    makeIndex(11, 'ai', 'AI', 'aggressive', { fetch: 0.5, ocean: 0.5 }, { status: 'waiting', holdings: [], cash: 1 }),
    makeIndex(14, 'emerging-ecosystems', 'Emerging Ecosystems', 'aggressive', { avalanche: 0.5, near: 0.5 }),
    makeIndex(15, 'momentum', 'Momentum', 'aggressive', { terra: 0.5, fantom: 0.5 }),
    makeIndex(18, 'balanced-income', 'Balanced Income', 'balanced', { solana: 0.6, cardano: 0.4 }, { tags: ['income'] }),
    makeIndex(19, 'low-energy', 'Low Energy', 'balanced', { ethereum: 0.5, cardano: 0.5 }, { tags: ['lowEnergy'] }),
  ],
  sectors: { bitcoin: 'layer-1', ethereum: 'layer-1', uniswap: 'defi', chainlink: 'infrastructure' },
};

/** The person of the visual reference: 38, balanced, all gates passed with one question. */
export const PERSON: PlanInput = {
  age: 38,
  temperament: 'balanced',
  incomeStability: 'stable',
  investable: '120000',
  netWorth: '310000',
  monthlyExpenses: '2900',
  reserve: '20300',
  debts: [{ balance: '4800', annualRate: 0.089 }],
  horizonYears: 12,
};

const money = fc.integer({ min: 0, max: 5_000_000 }).map(String);

export const splits = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
  .map(([a, b]) => [Math.min(a, b), Math.abs(a - b), 1000 - Math.max(a, b)] as const)
  .map(([conservative, balanced, aggressive]) => ({ conservative: conservative / 1000, balanced: balanced / 1000, aggressive: aggressive / 1000 }));

export const people: fc.Arbitrary<PlanInput> = fc.record(
  {
    age: fc.integer({ min: 18, max: 100 }),
    temperament: fc.constantFrom(...TEMPERAMENTS),
    incomeStability: fc.constantFrom('stable' as const, 'unstable' as const),
    investable: money,
    netWorth: money,
    monthlyExpenses: fc.integer({ min: 0, max: 20_000 }).map(String),
    reserve: fc.integer({ min: 0, max: 200_000 }).map(String),
    debts: fc.array(fc.record({ balance: money, annualRate: fc.double({ min: 0, max: 0.25, noNaN: true }) }), { maxLength: 3 }),
    horizonYears: fc.integer({ min: 0, max: 40 }),
    scale: fc.constantFrom('stage' as const, 'stricter' as const),
    split: splits,
    strategy: fc.constantFrom(...STRATEGIES),
    liftedGuardrails: fc.subarray([...GUARDRAILS]),
    include: fc.subarray(['income' as const, 'lowEnergy' as const]),
    indices: fc.subarray(CATALOGUE.indices.map((index) => index.slug)),
  },
  { requiredKeys: ['age', 'temperament', 'incomeStability', 'investable', 'netWorth', 'monthlyExpenses', 'reserve', 'debts', 'horizonYears'] },
);
