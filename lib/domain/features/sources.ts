import { source, type Source } from './series';
import type { AssetView } from './view';

const MILLION = 1_000_000;
const SQRT_TERM = 3 - 2 * Math.SQRT2;

/** A column of the panel as it is. */
function own(name: string, of: (view: AssetView) => Float64Array): Source {
  return source(name, Infinity, (column, { view }) => {
    column.values = of(view);
    column.base = 0;
  });
}

/** A column made from another of at least its lookback: `fill` gets the rows of both, side by side. */
function from(name: string, lookback: number, input: Source, fill: (out: Float64Array, a: Float64Array, shift: number) => void): Source {
  return source(name, lookback, (column, block) => {
    const { values, base } = block.column(input);
    fill(column.values, values, column.base - base);
  });
}

/** A column made from the panel's rows. */
function made(name: string, lookback: number, fill: (out: Float64Array, view: AssetView, base: number) => void): Source {
  return source(name, lookback, (column, { view }) => fill(column.values, view, column.base));
}

function logOf(out: Float64Array, values: Float64Array, shift: number): void {
  for (let i = 0; i < out.length; i += 1) {
    if ((values[i + shift] as number) > 0) out[i] = Math.log(values[i + shift] as number);
    else out[i] = Number.NaN;
  }
}

/** Corwin–Schultz spread of two days' highs and lows, negative ones 0. Example: two identical days of range 2 % give about 2 %. */
export function twoDaySpread(highBefore: number, high: number, lowBefore: number, low: number): number {
  if (!(lowBefore > 0 && low > 0 && highBefore >= lowBefore && high >= low)) return Number.NaN;
  const beta = Math.log(highBefore / lowBefore) ** 2 + Math.log(high / low) ** 2;
  const gamma = Math.log(Math.max(highBefore, high) / Math.min(lowBefore, low)) ** 2;
  const alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / SQRT_TERM - Math.sqrt(gamma / SQRT_TERM);
  return Math.max(0, (2 * (Math.exp(alpha) - 1)) / (1 + Math.exp(alpha)));
}

/** The panel's own columns, USD a day. */
export const close = own('close', (view) => view.close);
export const tradedValue = own('traded value', (view) => view.tradedValue);
export const marketCap = own('market cap', (view) => view.marketCap);
/** Units in circulation, stated or derived (Rule 3.2). */
export const supply = own('supply', (view) => view.supply.column);
/** Log returns of consecutive days; of the asset that betas are measured against, too. */
export const returns = own('returns', (view) => view.returns);
export const referenceReturns = own('returns of the reference', ({ market }) => market.reference?.returns ?? market.blank);

/** Day number, a column to hold others against. */
export const time = made('time', 90, (out, { market }, base) => {
  for (let i = 0; i < out.length; i += 1) out[i] = market.panel.start + base + i;
});
export const logClose = from('log close', 90, close, logOf);
export const logTraded = from('log traded value', 90, tradedValue, logOf);
export const absReturn = from('|return|', 90, returns, (out, move, shift) => {
  for (let i = 0; i < out.length; i += 1) out[i] = Math.abs(move[i + shift] as number);
});
/** Square of a negative return, 0 of any other. */
export const downSquare = from('down²', 90, returns, (out, move, shift) => {
  for (let i = 0; i < out.length; i += 1) {
    const value = move[i + shift] as number;
    out[i] = value * value;
    if (value > 0) out[i] = 0;
  }
});
/** Simple returns of consecutive days; their sizes, and the ups alone. */
export const simpleMove = made('move', 30, (out, { close: closes }, base) => {
  let before = base === 0 ? Number.NaN : (closes[base - 1] as number);
  for (let i = 0; i < out.length; i += 1) {
    const now = closes[base + i] as number;
    if (before > 0 && now > 0) out[i] = now / before - 1;
    else out[i] = Number.NaN;
    before = now;
  }
});
export const anyMove = from('|move|', 14, simpleMove, (out, move, shift) => {
  for (let i = 0; i < out.length; i += 1) out[i] = Math.abs(move[i + shift] as number);
});
export const upMove = from('up', 14, simpleMove, (out, move, shift) => {
  for (let i = 0; i < out.length; i += 1) {
    const value = move[i + shift] as number;
    out[i] = value;
    if (value < 0) out[i] = 0;
  }
});

/** 1 where a column is exactly 0, 0 where it is not, NaN where it is missing. */
function isZero(out: Float64Array, values: Float64Array, shift: number): void {
  for (let i = 0; i < out.length; i += 1) {
    const value = values[i + shift] as number;
    if (value !== value) out[i] = Number.NaN;
    else out[i] = value === 0 ? 1 : 0;
  }
}

/** Days on which nothing was traded, and on which the close stood still. */
export const idle = from('idle', 30, tradedValue, isZero);
export const still = from('still', 30, returns, isZero);
/** |log return| per USD m traded (Amihud); days without trade are missing. */
export const impact = made('impact', 90, (out, view, base) => {
  const { returns: moves, tradedValue: traded } = view;
  for (let i = 0; i < out.length; i += 1) {
    if ((traded[base + i] as number) > 0) out[i] = Math.abs(moves[base + i] as number) / ((traded[base + i] as number) / MILLION);
    else out[i] = Number.NaN;
  }
});
export const spread = made('spread', 30, (out, { high, low }, base) => {
  for (let i = 0; i < out.length; i += 1) {
    const row = base + i;
    out[i] = row === 0 ? Number.NaN : twoDaySpread(high[row - 1] as number, high[row] as number, low[row - 1] as number, low[row] as number);
  }
});
/** How far a close is from the last one before it, whatever lies between. */
export const closeStep = made('step', 60, (out, view, base) => {
  let before = Number.NaN;
  for (let i = 0; i < out.length; i += 1) {
    const now = view.close[base + i] as number;
    out[i] = Math.abs(now - before);
    if (now === now) before = now;
  }
});

const metrics = new Map<string, Source>();

/** A metric as known: a row holds the value of the day before (Rule 1.4). Example: of the days 5, 6 row 1 holds 5. */
export function metric(name: string): Source {
  const open: Source['open'] = (column, { view }) => {
    column.values = view.market.panel.metrics.get(name)?.[view.position] ?? view.market.blank;
    column.base = 1;
  };
  const found = metrics.get(name) ?? source(`metric:${name}`, Infinity, open);
  metrics.set(name, found);
  return found;
}
