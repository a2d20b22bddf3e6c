import type { Values } from './scales';

/** Of a series of days. */
export const RANGES = ['30d', '90d', '1y', 'all'] as const;
/** Of a series of months. */
export const MONTH_RANGES = ['1y', '2y', 'all'] as const;
export type Range = (typeof RANGES)[number];
export type MonthRange = (typeof MONTH_RANGES)[number];
export type AnyRange = Range | MonthRange;
/** What one value of a series stands for. */
export type Step = 'day' | 'month';
export const RANGE_LABEL: Readonly<Record<AnyRange, string>> = { '30d': '30 d', '90d': '90 d', '1y': '1 y', '2y': '2 y', all: 'All' };
/** Steps back from the last value: a span of 30 days has 31 closes, a year has twelve months. */
const RANGE_STEPS: Readonly<Record<Step, Readonly<Record<AnyRange, number>>>> = {
  day: { '30d': 30, '90d': 90, '1y': 365, '2y': 730, all: Infinity },
  month: { '30d': 1, '90d': 2, '1y': 11, '2y': 23, all: Infinity },
};

export function parseRange(text: string | undefined, otherwise: Range = '1y'): Range {
  return RANGES.find((range) => range === text) ?? otherwise;
}

export function parseMonthRange(text: string | undefined): MonthRange {
  return MONTH_RANGES.find((range) => range === text) ?? 'all';
}

export interface Window {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
}

/** The last `range` of a series of that many days or months. */
export function windowOf(count: number, range: AnyRange, step: Step = 'day'): Window {
  return { from: Math.max(0, count - 1 - RANGE_STEPS[step][range]), to: count - 1 };
}

export function cut<T>(values: readonly T[], window: Window): T[] {
  return values.slice(window.from, window.to + 1);
}

/** The series as if it had been 1,000 on its first known day: only then can two be compared by eye. */
export function rebase(values: Values, base = 1000): (number | null)[] {
  const first = values.find((value) => value !== null && Number.isFinite(value) && value > 0);
  return values.map((value) => (value === null || first === undefined || first === null || !Number.isFinite(value) ? null : (value / first) * base));
}

/** Fall from the highest level so far, ≤ 0. Example: `[100, 50, 75]` is `[0, -0.5, -0.25]`. */
export function drawdowns(values: Values): (number | null)[] {
  let top = 0;
  return values.map((value) => {
    if (value === null || !Number.isFinite(value) || value <= 0) return null;
    top = Math.max(top, value);
    return value / top - 1;
  });
}

/** Position of the deepest fall, or −1. */
export function deepest(values: Values): number {
  let at = -1;
  values.forEach((value, position) => {
    if (value !== null && (at < 0 || value < (values[at] as number))) at = position;
  });
  return at;
}
