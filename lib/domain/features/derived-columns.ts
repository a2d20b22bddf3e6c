import type { AssetView } from './view';

/** Columns that several windows read, made once an asset: row t comes from rows t and t − 1 alone. NaN where an input is missing. */
export type DerivedName = 'logClose' | 'absReturn' | 'logTraded' | 'impact' | 'spread';

type Measured = Pick<AssetView, 'close' | 'returns' | 'tradedValue' | 'high' | 'low'>;

const MILLION = 1_000_000;
const SQRT_TERM = 3 - 2 * Math.SQRT2;

/** Corwin–Schultz spread of two days' highs and lows, negative ones 0. Example: two identical days of range 2 % give about 2 %. */
export function twoDaySpread(highBefore: number, high: number, lowBefore: number, low: number): number {
  if (!(lowBefore > 0 && low > 0 && highBefore >= lowBefore && high >= low)) return Number.NaN;
  const beta = Math.log(highBefore / lowBefore) ** 2 + Math.log(high / low) ** 2;
  const gamma = Math.log(Math.max(highBefore, high) / Math.min(lowBefore, low)) ** 2;
  const alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / SQRT_TERM - Math.sqrt(gamma / SQRT_TERM);
  return Math.max(0, (2 * (Math.exp(alpha) - 1)) / (1 + Math.exp(alpha)));
}

function map(days: number, value: (row: number) => number): Float64Array {
  const column = new Float64Array(days);
  for (let row = 0; row < days; row += 1) column[row] = value(row);
  return column;
}

/** A number > 0, else missing. */
function above(value: number): number {
  return value > 0 ? value : Number.NaN;
}

/** Makes a derived column. `impact` is |log return| per USD m traded (Amihud); days without trade are missing. Example: 1 % on USD 2 m is 0.005. */
export function deriveColumn(name: DerivedName, view: Measured): Float64Array {
  const { close, returns, tradedValue, high, low } = view;
  const days = close.length;
  switch (name) {
    case 'logClose':
      return map(days, (row) => Math.log(above(close[row] as number)));
    case 'absReturn':
      return map(days, (row) => Math.abs(returns[row] as number));
    case 'logTraded':
      return map(days, (row) => Math.log(above(tradedValue[row] as number)));
    case 'impact':
      return map(days, (row) => Math.abs(returns[row] as number) / (above(tradedValue[row] as number) / MILLION));
    case 'spread':
      return map(days, (row) => (row === 0 ? Number.NaN : twoDaySpread(high[row - 1] as number, high[row] as number, low[row - 1] as number, low[row] as number)));
  }
}
