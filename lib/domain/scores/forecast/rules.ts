/** Rule 3.5: the return that is ranked runs over so many days … */
export const HORIZON_DAYS = 30;
/** Rule 1.4: … from the close after the decision, at which it is traded. */
export const ENTRY_LAG_DAYS = 1;
/** Days after a decision until its label is known. */
export const LABEL_DAYS = ENTRY_LAG_DAYS + HORIZON_DAYS;
/** Rule 3.5: further days kept free between a training label and a test window, either way. */
export const EMBARGO_DAYS = 30;
/** Decisions that models learn from and are judged by: Sundays, the weekly determination day of Rule 4. */
export const DECISION_WEEKDAY = 0;

/** Rule 3.5, the gate: the ensemble's rank IC must beat the best baseline's with this Newey–West t … */
export const GATE_T = 2;
/** … over at most so many last months, so that a model which has stopped working loses the indices … */
export const GATE_MONTHS = 36;
/** … and at least so many, before which a t says little. */
export const GATE_MIN_MONTHS = 24;
/** Rule 3.5: the signal is bullish from this probability of beating the universe, bearish up to the other. */
export const BULLISH_FROM = 0.55;
export const BEARISH_TO = 0.45;

/** The spread is the mean of the first fifth less that of the last. */
export const SPREAD_GROUPS = 5;
/** Returns in a spread are winsorised at this share and one less it (Rule 3.2): a single misprint is not a strategy. */
export const WINSOR_SHARE = 0.01;
/** USD in each side of the spread: the stated index size of Rule 5.2. */
export const SPREAD_SIZE = 1_000_000;

/**
 * At most so many tokens are ranked on a day, the largest by market cap: no rule that selects by forecast reaches below rank 400, smaller ones hardly
 * trade at the size of the spread, and the samples of three years then take some 70 MB instead of 430.
 */
export const MOST_RANKED = 1_000;

/** Groups of equal count in which calibration is fitted and shown. */
export const CALIBRATION_BINS = 10;
/** Fewer known outcomes than this calibrate nothing. */
export const MIN_CALIBRATION_SAMPLES = 500;

/** Parts of the time, half of which choose and half judge (probability of backtest overfitting). */
export const OVERFITTING_BLOCKS = 10;
/** Combinatorial purged cross-validation: N contiguous groups of decision rows … */
export const CROSS_GROUPS = 6;
/** … of which every choice of k is the test once: 15 splits, and each group is tested on 5 paths. */
export const CROSS_TESTS = 2;

/** Changes whenever a forecast could come out differently from the same samples. */
export const FORECAST_VERSION = 4;
