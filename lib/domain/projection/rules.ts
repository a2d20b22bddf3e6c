/** Rule 10.1: contributions come at the end of each of so many months a year. */
export const MONTHS_PER_YEAR = 12;

/** Rule 10.2: the block bootstrap of a mix's own daily history. */
export const BOOTSTRAP = { blockDays: 30, paths: 10_000, percentiles: [0.05, 0.25, 0.5, 0.75, 0.95] } as const;

/** Rule 10.3: total crypto market capitalisations that the scenarios assume, USD. */
export const SCENARIO_TOTALS = [8e12, 16e12, 23e12, 31e12] as const;
/** Rule 10.3: a token's share of the total, as a multiple of today's. */
export const SCENARIO_SHARES = { bear: 0.5, base: 1, bull: 1.5 } as const;

/** Rule 10.5: what is shown beside the full Kelly fraction. */
export const CAUTIOUS_KELLY = 0.5;

/** Rule 1.3: crypto trades every day of the year. */
export { DAYS_PER_YEAR } from '../foundation/year';

/** Where a return that would make a claim true is looked for, and how finely: yearly fractions. */
export const NEEDED_RETURN = { lowest: -0.999, highest: 100, tolerance: 1e-9 } as const;
