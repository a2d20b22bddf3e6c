import { formatBps, formatPercent, formatPercentRange } from '@/lib/format/percent';
import { formatNumber } from '@/lib/format/number';

/** A fraction as percent with as many decimals as it has, at most two. */
export function pct(fraction: number): string {
  const digits = [0, 1, 2].find((places) => Math.abs(fraction * 100 - Number((fraction * 100).toFixed(places))) < 1e-9) ?? 2;
  return formatPercent(fraction, { digits });
}

/** Two fractions as a span. */
export function span(range: { readonly low: number; readonly high: number }): string {
  return formatPercentRange(range.low, range.high, { digits: 0 });
}

/** A number with as many decimals as it has, at most three. */
export function num(value: number): string {
  const digits = [0, 1, 2, 3].find((places) => Math.abs(value - Number(value.toFixed(places))) < 1e-9) ?? 3;
  return formatNumber(value, { digits });
}

/** Dollars, whole. */
export function usd(value: number): string {
  return `$${formatNumber(value)}`;
}

/** A fraction in basis points. */
export function bps(fraction: number): string {
  return formatBps(fraction * 10_000, { digits: 0 });
}

/** A fraction of one in points. */
export function points(fraction: number): string {
  return `${num(fraction * 100)} points`;
}
