import type { Lens } from '../features/lens';

/** Rule 3.2: with fewer assets than this, a cross-section ranks nothing. */
export const MIN_CROSS_SECTION = 10;
/** Rule 3.2: a lens needs this many features present … */
export const MIN_LENS_FEATURES = 2;
/** Rule 3.2: … and this share of its weight. */
export const MIN_LENS_COVERAGE = 0.25;

/** Rule 3.3: weights of the investor grade (months). */
export const INVESTOR_WEIGHTS: Readonly<Record<Lens, number>> = { fundamental: 0.3, technical: 0.1, developer: 0.2, sentiment: 0.1, onChain: 0.2, exchange: 0.1 };
/** Rule 3.3: weights of the trader grade (days to weeks). */
export const TRADER_WEIGHTS: Readonly<Record<Lens, number>> = { fundamental: 0.05, technical: 0.45, developer: 0, sentiment: 0.2, onChain: 0.15, exchange: 0.15 };
/** Rule 3.3: under this share of the weight the grade is n/a. */
export const MIN_GRADE_COVERAGE = 0.3;
/** Rule 3.3: under this share it is marked thin. */
export const THIN_COVERAGE = 0.6;
/** Rule 3.3: a single lens makes no grade. */
export const MIN_GRADE_LENSES = 2;

/** Rule 3.4: ratings from the investor grade. */
export const BUY_FROM = 70;
export const HOLD_FROM = 40;
/** Rule 3.4: a rating changes only after its threshold was crossed by so many points … */
export const RATING_MARGIN = 2;
/** Rule 3.4: … for so many days. */
export const RATING_DAYS = 3;

/** Rule 3.6: a one-day move beyond so many robust sigmas. */
export const MOVE_SIGMAS = 8;
/** Days of returns, before the day, that the robust sigma is taken from. */
export const MOVE_SIGMA_DAYS = 90;
/** Rule 3.6: traded value ÷ market cap above this … */
export const TURNOVER_LIMIT = 3;
/** Rule 3.6: … for so many days. */
export const TURNOVER_DAYS = 3;
/** Rule 3.6: price at least this many times … */
export const SURGE_FACTOR = 5;
/** Rule 3.6: … the price so many days before. */
export const SURGE_DAYS = 7;
/** Rule 3.6: supply up by more than this in a day. */
export const SUPPLY_JUMP = 0.2;
/** Rule 3.6: liquidity down by this share … */
export const LIQUIDITY_DROP = 0.8;
/** Rule 3.6: … within so many days. */
export const LIQUIDITY_DAYS = 7;
/** Rule 3.6: a stablecoin farther from its peg than this … */
export const PEG_TOLERANCE = 0.03;
/** Rule 3.6: … for so many days. */
export const PEG_DAYS = 3;
/** Rule 3.6: a flag excludes until so many clean days have passed. */
export const CLEAN_DAYS = 14;
/** Rule 3.6, isolation forest: changes over so many days … */
export const UNUSUAL_SPAN_DAYS = 7;
/** … against the same changes of so many days before them … */
export const UNUSUAL_HISTORY_DAYS = 90;
/** … of which so large a share must be known … */
export const UNUSUAL_COVERAGE = 0.8;
/** … counted as at least this much (a natural logarithm), so that what never moves is not unusual by moving a little, and cut at … */
export const UNUSUAL_FLOOR = 0.02;
/** … so many usual changes either way. */
export const UNUSUAL_LIMIT = 10;
/** Only a week with this many measures is judged, … */
export const UNUSUAL_MIN_MEASURES = 3;
/** … and only one with a change of so many usual ones. */
export const UNUSUAL_MIN_CHANGE = 3;
/** Weeks before a month's first day that its forest is grown from. */
export const UNUSUAL_WEEKS = 52;
/** Token weeks drawn from them, and the fewest that make a forest. */
export const UNUSUAL_POINTS = 4096;
export const UNUSUAL_MIN_POINTS = 512;
/** Trees of a forest, and token weeks a tree. */
export const UNUSUAL_TREES = 100;
export const UNUSUAL_SAMPLE = 256;
/** A week is unusual where it is lonelier than this share of those drawn: all but one in 500. */
export const UNUSUAL_QUANTILE = 0.998;
/** Measures that are named as the reason. */
export const UNUSUAL_REASONS = 3;
export const UNUSUAL_SEED = 36;

/** A stablecoin counts as pegged to the dollar while its median close of 90 days is within this of 1. */
export const PEG_RECOGNITION = 0.1;

/** Changes whenever a score could come out differently with the same features. */
export const SCORE_RULES_VERSION = '6';
