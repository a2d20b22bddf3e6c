import { EN_DASH, formatNumber, NARROW_SPACE, type NumberOptions } from './number';

/** A fraction as percent. Example: `formatPercent(0.2755)` is “27.6 %” with a narrow space that does not break. */
export function formatPercent(fraction: number, options: NumberOptions = {}): string {
  return `${formatNumber(fraction * 100, { digits: 1, ...options })}${NARROW_SPACE}%`;
}

/** Below this a tenth of a percent says too little of a weight. */
const SMALL_WEIGHT = 0.02;

/** Decimals for weights of about this size. Example: one for 0.25, two for 0.004. */
export function weightDigits(weight: number): number {
  return weight > 0 && weight < SMALL_WEIGHT ? 2 : 1;
}

/** A change: always with its sign. Example: `formatChange(-0.08)` is “−8.0 %”. */
export function formatChange(fraction: number, options: NumberOptions = {}): string {
  return formatPercent(fraction, { sign: true, ...options });
}

/** Two fractions as one span. Example: `formatPercentRange(0.224, 0.299)` is “22.4–29.9 %”. */
export function formatPercentRange(lower: number, upper: number, options: NumberOptions = {}): string {
  return `${formatNumber(lower * 100, { digits: 1, ...options })}${EN_DASH}${formatPercent(upper, options)}`;
}

/** A difference of two fractions in points. Example: `formatPoints(-0.006)` is “−0.6”. */
export function formatPoints(difference: number, options: NumberOptions = {}): string {
  return formatNumber(difference * 100, { digits: 1, sign: true, ...options });
}

/** Basis points. Example: `formatBps(0.7)` is “0.7 bps”. */
export function formatBps(bps: number, options: NumberOptions = {}): string {
  return `${formatNumber(bps, { digits: 1, ...options })}${NARROW_SPACE}bps`;
}
