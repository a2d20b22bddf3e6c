/** Live data: two sources that differ by more than this fraction about one fact are in conflict; the one that the order prefers stands. */
export const CONFLICT_BEYOND = 0.02;
/** Live data: a close beyond so many times (or under one over it) what its source said before waits for confirmation. Half of 100, so that a slip of 100 times shows whatever else the market did. */
export const UNCONFIRMED_JUMP = 50;
/** Live data: a supply beyond so many times (or under one over it) what its source said before waits for confirmation. */
export const UNCONFIRMED_SUPPLY = 10;
/** Live data: what a day is held against: the median of at most so many stored days … */
export const REFERENCE_ROWS = 7;
/** … and none farther away than so many days. */
export const REFERENCE_DAYS = 30;
/** Live data: a jump is confirmed by so many other days of its source, at most `SUPPORT_DAYS` away, within `SUPPORT_WITHIN` times of it … */
export const SUPPORTERS = 2;
export const SUPPORT_DAYS = 3;
export const SUPPORT_WITHIN = 3;
/** … or by another source that says the same of the same day within this fraction. */
export const AGREE_WITHIN = 0.1;
/** Live data: price × k while supply ÷ k is a redenomination from this k on, where their product stays within `REDENOMINATION_SLACK`. */
export const REDENOMINATION_FROM = 3;
export const REDENOMINATION_SLACK = 0.2;
/** Live data: a market cap beyond so many times close × supply (or under one over it) contradicts them. */
export const CAP_CONTRADICTS = 2;
/** Live data: an open or a close may lie outside the day's low and high by this fraction (sources round). */
export const CANDLE_SLACK = 0.01;

/** Live data: beyond these no number is plausible: USD per unit, USD, units, and any other metric. */
export const MAX_PRICE = 1e9;
export const MAX_AMOUNT = 1e14;
export const MAX_SUPPLY = 1e30;
export const MAX_METRIC = 1e30;
/** Live data: a yield beyond this fraction a year is a mistake. */
export const MAX_YIELD = 1_000;

/** Live data: how far a source's clock may be ahead of ours, in milliseconds. */
export const CLOCK_SKEW_MS = 5 * 60_000;
/** Live data: a quote or a headline older than so long when it arrives is history, in milliseconds. */
export const QUOTE_MAX_AGE_MS = 48 * 3_600_000;
export const NEWS_MAX_AGE_MS = 366 * 24 * 3_600_000;
/** Live data: a ticker on an exchange is taken for an asset only where the prices agree within this fraction. */
export const TICKER_AGREES_WITHIN = 0.1;

/** Live data: a close is due within two hours after its day has ended, so the last one is fresh up to 26 hours after its day; from then on it shows its age. */
export const FRESH_HOURS = 26;
/** Live data: past 48 hours grades, indices and suggestions of an asset advise nothing. */
export const STALE_HOURS = 48;
/** Live data: a quote within the day older than this many hours is no longer "now" and is not shown. */
export const QUOTE_SHOWN_HOURS = 24;
/** Live data: yields of pools with less locked than this are not kept, USD: there are thousands and nobody can use them. */
export const MIN_POOL_TVL = 1_000_000;
