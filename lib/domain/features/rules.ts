/** Share of a window's days that must be present; the others are left out, never filled. */
export const WINDOW_COVERAGE = 0.8;

/** "365 days" of a return or of supply growth: 52 whole weeks, so that both ends fall on the same weekday. */
export const YEAR_SPAN_DAYS = 364;

/** Rule 1.3: crypto trades every day. */
export { DAYS_PER_YEAR } from '../foundation/year';

/** Rule 3.1, breadth against the sector: fewer members than this are no sector. */
export const MIN_SECTOR_MEMBERS = 3;

/** Rule 3.2, derived supply: where market cap ÷ close stands still on this share of day pairs, the cap itself was derived from a fixed supply. */
export const DERIVED_CAP_SHARE = 0.98;

/** Relative change of market cap ÷ close below which it counts as standing still. */
export const DERIVED_CAP_TOLERANCE = 1e-9;

/** The asset that betas are measured against. */
export const REFERENCE_ASSET = 'bitcoin';
