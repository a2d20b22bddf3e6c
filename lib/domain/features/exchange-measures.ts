import type { AssetView } from './view';
import { present } from './window';
import { WINDOW_COVERAGE } from './rules';

const MILLION = 1_000_000;

/** Mean of |log return| ÷ traded value in USD m over `days` (Amihud); days without trade are left out, NaN where under 80 % are left. Example: 1 % on USD 2 m a day is 0.005. */
export function dailyImpact(view: AssetView, row: number, days: number): number {
  if (present(view.returns, row, days) === null || present(view.tradedValue, row, days) === null) return Number.NaN;
  let total = 0;
  let count = 0;
  for (let t = row - days + 1; t <= row; t += 1) {
    const move = Math.abs(view.returns[t] as number);
    const traded = view.tradedValue[t] as number;
    if (Number.isNaN(move) || !(traded > 0)) continue;
    total += move / (traded / MILLION);
    count += 1;
  }
  return count >= WINDOW_COVERAGE * days ? total / count : Number.NaN;
}

/** Share of the window's present values that equal `value`. Example: of 0, 1, 0, 2 equal to 0 is 0.5. */
export function shareOfDays(column: Float64Array, row: number, days: number, value: number): number {
  const window = present(column, row, days);
  if (window === null) return Number.NaN;
  let count = 0;
  for (const item of window) if (item === value) count += 1;
  return count / window.length;
}

/** Largest value as a share of the sum; NaN where the sum is 0. Example: 1, 1, 2 is 0.5. */
export function volumeConcentration(window: Float64Array | null): number {
  if (window === null) return Number.NaN;
  let largest = 0;
  let total = 0;
  for (const value of window) {
    total += value;
    if (value > largest) largest = value;
  }
  return total > 0 ? largest / total : Number.NaN;
}

/** Correlation of |log return| with log traded value over `days`, days without trade left out; NaN where one of them stands still. Example: bigger moves on busier days is near 1. */
export function volumeMoveCorrelation(view: AssetView, row: number, days: number): number {
  if (present(view.returns, row, days) === null || present(view.tradedValue, row, days) === null) return Number.NaN;
  const moves: number[] = [];
  const volumes: number[] = [];
  for (let t = row - days + 1; t <= row; t += 1) {
    const move = Math.abs(view.returns[t] as number);
    const traded = view.tradedValue[t] as number;
    if (Number.isNaN(move) || !(traded > 0)) continue;
    moves.push(move);
    volumes.push(Math.log(traded));
  }
  return moves.length < WINDOW_COVERAGE * days ? Number.NaN : boundedCorrelation(moves, volumes);
}

function boundedCorrelation(a: readonly number[], b: readonly number[]): number {
  const n = a.length;
  const meanA = a.reduce((total, value) => total + value, 0) / n;
  const meanB = b.reduce((total, value) => total + value, 0) / n;
  let cross = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < n; i += 1) {
    const da = (a[i] as number) - meanA;
    const db = (b[i] as number) - meanB;
    cross += da * db;
    squaresA += da * da;
    squaresB += db * db;
  }
  const spread = Math.sqrt(squaresA * squaresB);
  return squaresA > 1e-18 && squaresB > 1e-18 ? Math.max(-1, Math.min(1, cross / spread)) : Number.NaN;
}

const SQRT_TERM = 3 - 2 * Math.SQRT2;

/** Corwin–Schultz spread of two days' highs and lows, negative ones 0. Example: identical days of range 2 % give about 0.9 %. */
export function twoDaySpread(highs: readonly [number, number], lows: readonly [number, number]): number {
  const [highA, highB] = highs;
  const [lowA, lowB] = lows;
  if (!(lowA > 0 && lowB > 0 && highA >= lowA && highB >= lowB)) return Number.NaN;
  const beta = Math.log(highA / lowA) ** 2 + Math.log(highB / lowB) ** 2;
  const gamma = Math.log(Math.max(highA, highB) / Math.min(lowA, lowB)) ** 2;
  const alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / SQRT_TERM - Math.sqrt(gamma / SQRT_TERM);
  const spread = (2 * (Math.exp(alpha) - 1)) / (1 + Math.exp(alpha));
  return Math.max(0, spread);
}

/** Mean of the two-day spreads over `days`; NaN where under 80 % have both days. Example: see `twoDaySpread`. */
export function highLowSpread(view: AssetView, row: number, days: number): number {
  if (present(view.high, row, days + 1) === null || present(view.low, row, days + 1) === null) return Number.NaN;
  let total = 0;
  let count = 0;
  for (let t = row - days + 1; t <= row; t += 1) {
    const spread = twoDaySpread([view.high[t - 1] as number, view.high[t] as number], [view.low[t - 1] as number, view.low[t] as number]);
    if (Number.isNaN(spread)) continue;
    total += spread;
    count += 1;
  }
  return count >= WINDOW_COVERAGE * days ? total / count : Number.NaN;
}
