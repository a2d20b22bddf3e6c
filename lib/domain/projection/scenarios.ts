import { SCENARIO_SHARES, SCENARIO_TOTALS } from './rules';

export interface ScenarioInput {
  /** Units today, > 0. */
  readonly circulatingSupply: number;
  /** USD today, of all crypto and of this token; the token's is the smaller. */
  readonly totalMarketCap: number;
  readonly marketCap: number;
  /** Yearly growth of the supply, above −1. */
  readonly inflationRate: number;
  readonly years: number;
}

/** Prices in USD under one assumed total. */
export interface ScenarioRow {
  readonly totalCap: number;
  readonly bear: number;
  readonly base: number;
  readonly bull: number;
}

/**
 * Rule 10.3: price = assumed total × share ÷ supply then, with half, all and 1.5 × of today's share, and supply then = today's ×
 * (1 + inflation)^years. Example: 3.5 bn units, 12 bn of 4 trn, total 8 trn: 3.43, 6.86 and 10.29.
 */
export function priceScenarios(input: ScenarioInput): ScenarioRow[] {
  const share = input.marketCap / input.totalMarketCap;
  const supply = input.circulatingSupply * (1 + input.inflationRate) ** input.years;
  const price = (total: number, multiple: number): number => (total * share * multiple) / supply;
  return SCENARIO_TOTALS.map((totalCap) => ({
    totalCap,
    bear: price(totalCap, SCENARIO_SHARES.bear),
    base: price(totalCap, SCENARIO_SHARES.base),
    bull: price(totalCap, SCENARIO_SHARES.bull),
  }));
}
