import { mean, standardDeviation } from '../foundation/statistics';
import { DAYS_PER_YEAR } from '../foundation/year';
import { BAND_MULTIPLES, EFFICIENCY_DAYS, HIGH_VOLATILITY_SHARE, RANGING_EFFICIENCY, TREND_DAYS, TRENDING_EFFICIENCY, VOLATILITY_DAYS, VOLATILITY_HISTORY_DAYS } from './regime-rules';

export const REGIMES = ['trending', 'ranging', 'neutral', 'volatileBear'] as const;
export type Regime = (typeof REGIMES)[number];

/** The market's regime at one close with the numbers that decided it (Rule 6.4). NaN where history is too short; then `regime` is null. */
export interface RegimeReading {
  readonly regime: Regime | null;
  /** Level of the cap-weighted universe. */
  readonly level: number;
  /** Its mean over 200 days, and the change of that mean against the day before, a fraction of it. */
  readonly mean200d: number;
  readonly slope: number;
  /** Net move over the path of 60 days, 0 to 1. */
  readonly efficiency: number;
  /** Of 30 days, annualised. */
  readonly volatility30d: number;
  /** Share of the last two years' readings at or below it, 0 to 1. */
  readonly volatilityRank: number;
}

/**
 * Efficiency ratio of the last `days` moves up to `row`: |net move| over the summed moves (Kaufman 1995); NaN without them or without a move.
 * Example: levels 1, 2, 3 over 2 days give 1; 1, 2, 1 give 0.
 */
export function efficiencyRatio(levels: Float64Array, row: number, days: number = EFFICIENCY_DAYS): number {
  let path = 0;
  for (let i = row - days + 1; i <= row; i += 1) path += Math.abs((levels[i] ?? Number.NaN) - (levels[i - 1] ?? Number.NaN));
  const net = Math.abs((levels[row] ?? Number.NaN) - (levels[row - days] ?? Number.NaN));
  return path > 0 ? net / path : Number.NaN;
}

/**
 * Which regime the numbers mean, null while one is missing. Volatile bear first: below the falling mean, volatility in the top quintile.
 * Example: efficiency 0.35 above a rising mean is trending; 0.1 is ranging.
 */
export function classifyRegime(numbers: Omit<RegimeReading, 'regime'>): Regime | null {
  const { level, mean200d, slope, efficiency, volatilityRank } = numbers;
  if ([level, mean200d, slope, efficiency, volatilityRank].some(Number.isNaN)) return null;
  const below = level < mean200d && slope < 0;
  if (below && volatilityRank >= HIGH_VOLATILITY_SHARE) return 'volatileBear';
  const onSlopeSide = below || (level > mean200d && slope > 0);
  if (efficiency >= TRENDING_EFFICIENCY && onSlopeSide) return 'trending';
  return efficiency < RANGING_EFFICIENCY ? 'ranging' : 'neutral';
}

/** What a regime does to the bands (Rule 6.4). Example: trending is 1.5, unknown is 1. */
export function bandMultiple(regime: Regime | null): number {
  return regime === null ? 1 : BAND_MULTIPLES[regime];
}

/**
 * A reading for every row of the cap-weighted universe's levels (NaN before it starts), each from that row and before only. The volatility
 * rank needs two full years of readings. Example: a row in the first 200 days has regime null.
 */
export function computeRegimes(levels: Float64Array): RegimeReading[] {
  const volatilities = Float64Array.from(levels, (_, row) => volatilityAt(levels, row));
  return Array.from(levels, (level, row) => {
    const mean200d = meanAt(levels, row);
    const numbers = {
      level,
      mean200d,
      slope: mean200d / meanAt(levels, row - 1) - 1,
      efficiency: efficiencyRatio(levels, row),
      volatility30d: volatilities[row] as number,
      volatilityRank: rankAt(volatilities, row),
    };
    return { regime: classifyRegime(numbers), ...numbers };
  });
}

function meanAt(levels: Float64Array, row: number): number {
  return row < TREND_DAYS - 1 ? Number.NaN : mean(levels.subarray(row - TREND_DAYS + 1, row + 1));
}

function volatilityAt(levels: Float64Array, row: number): number {
  if (row < VOLATILITY_DAYS) return Number.NaN;
  const returns = new Float64Array(VOLATILITY_DAYS);
  for (let i = 0; i < VOLATILITY_DAYS; i += 1) returns[i] = (levels[row - i] as number) / (levels[row - i - 1] as number) - 1;
  return standardDeviation(returns) * Math.sqrt(DAYS_PER_YEAR);
}

function rankAt(volatilities: Float64Array, row: number): number {
  if (row < VOLATILITY_HISTORY_DAYS - 1) return Number.NaN;
  const own = volatilities[row] as number;
  let below = 0;
  for (let i = row - VOLATILITY_HISTORY_DAYS + 1; i <= row; i += 1) {
    const value = volatilities[i] as number;
    if (Number.isNaN(value)) return Number.NaN;
    if (value <= own) below += 1;
  }
  return below / VOLATILITY_HISTORY_DAYS;
}
