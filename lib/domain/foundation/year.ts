/** Days that make a year wherever a figure is told per year: coins trade every day, and dated rates count actual/365. */
export const DAYS_PER_YEAR = 365;
