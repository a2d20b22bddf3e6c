/**
 * When a fact became known, as days after the start of the day it describes (Rule 1.4). A decision at the close of t, the end
 * of that day, may use what was known by then: `knownAt ≤ t + 1 day, 00:00 UTC`.
 */
export const KNOWN_AFTER_DAYS = {
  /** A close is known when its day ends. */
  daily: 1,
  /** A metric of a day is published during the next one: usable at the close of that next day, not before. */
  metrics: 2,
  /** A snapshot is known during its stated day: usable at that day's close. */
  universe: 1,
} as const;

/** Market-wide series that their publisher prints at the start of the day they are labelled with. */
const KNOWN_AT_START: ReadonlySet<string> = new Set(['fearGreed']);

/** As above for a market-wide series. Example: fearGreed 0 (printed in the morning from data before), anything else 1. */
export function marketSeriesKnownAfter(metric: string): number {
  return KNOWN_AT_START.has(metric) ? 0 : 1;
}
