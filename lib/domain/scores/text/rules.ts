/** Rule 3.7: what an item says counts half as much after so many days. */
export const TEXT_HALF_LIFE_DAYS = 7;
/** Items older than so many days no longer count: four half-lives, a sixteenth of their weight. */
export const TEXT_WINDOW_DAYS = 28;
/** Under this weight in sum nothing has been said lately, and there is no polarity: one item for two half-lives. */
export const LEAST_EVIDENCE = 0.25;
/** Days after an asset was last named on which it still has a count, zero included: both halves of the growth over 30 days. */
export const COUNTED_DAYS = 60;
/** An item that was published more days before it could be read is history: it counts by its age, but not as one more of the day. */
export const FRESH_DAYS = 2;

/** Rule 3.7: copies within so many hours of one another are discounted. */
export const COPY_HOURS = 24;
/** Texts that share at least this fraction of their word pairs and words (Jaccard) are copies. */
export const COPY_SIMILARITY = 0.6;
/** The n-th copy weighs this to the n-th power: all copies together never outweigh a third of the first. */
export const COPY_DISCOUNT = 0.25;

/** Weight of a source by what it is; one that its owner named otherwise keeps that. */
export const SOURCE_WEIGHTS = { primary: 1, press: 1, aggregator: 0.7, unknown: 0.6, release: 0.4, post: 0.5 } as const;
export type SourceClass = keyof typeof SOURCE_WEIGHTS;

/** A list of many tokens says little of each: beyond so many an item names none. */
export const MOST_NAMED = 12;

/** A polarity beyond this is positive, beyond its negative negative; between them an item is neutral. */
export const POLAR_FROM = 0.2;
/** An asset that only the body names counts so much beside one that the title names. */
export const BODY_NAME_WEIGHT = 0.5;

/** Where two positive words stand on the scale: v ÷ √(v² + this). */
export const POLARITY_SOFTNESS = 6;
/** What the body says counts so much beside the title. */
export const BODY_SHARE = 0.3;
/** Words of a body that are read: what is said first matters, and the rest is often not about it. */
export const BODY_WORDS = 120;

/** A question claims nothing … */
export const QUESTION_FACTOR = 0.1;
/** … except one that asks why: it takes for granted what it asks about. */
export const WHY_FACTOR = 0.9;
/** What may, could or would happen has not. */
export const HEDGE_FACTOR = 0.12;
/** Of a clause that is only conceded (despite, although) so much is left. */
export const CONCEDED_FACTOR = 0.25;
/** Of what stands before a "but" so much is left. */
export const BEFORE_BUT_FACTOR = 0.4;
/** Of a text that explains, or names a date, so much is left. */
export const INFORM_FACTOR = 0.12;
/** A negated word says less than its opposite. */
export const NEGATED_FACTOR = 0.8;

/** Changes whenever a text could be judged differently. */
export const TEXT_RULES_VERSION = '1';
