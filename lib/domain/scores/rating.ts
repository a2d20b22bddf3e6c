import { BUY_FROM, HOLD_FROM, RATING_DAYS, RATING_MARGIN } from './rules';
import { CARRY_FORWARD_DAYS } from '../market/rules';

export const RATINGS = ['sell', 'hold', 'buy'] as const;
export type Rating = (typeof RATINGS)[number];

/** The rating that a grade alone stands for (Rule 3.4). Example: 67.4 is a hold, 70 a buy. */
export function plainRating(grade: number): Rating {
  return grade >= BUY_FROM ? 'buy' : grade >= HOLD_FROM ? 'hold' : 'sell';
}

/** What a rating remembers from one day to the next. */
export interface RatingState {
  readonly rating: Rating | null;
  /** Panel row (or day number) from which the rating holds. */
  readonly since: number;
  /** Days without a grade since the last one. */
  readonly missing: number;
  /** Consecutive days at or beyond the threshold by its margin: above buy, below buy, above hold, below hold. */
  readonly streaks: readonly [number, number, number, number];
}

export const NO_RATING: RatingState = { rating: null, since: -1, missing: 0, streaks: [0, 0, 0, 0] };

/**
 * Moves a rating by one day (Rule 3.4): it changes on the third day in a row on which the investor grade stands 2 points or more
 * beyond the threshold. NaN makes it n/a that day; after more than 3 such days it starts anew from the plain rating.
 * Example: a hold with grades 72, 73, 72 is a buy on the third day.
 */
export function nextRating(state: RatingState, grade: number, row: number): RatingState {
  if (Number.isNaN(grade)) return { ...state, missing: state.missing + 1, streaks: [0, 0, 0, 0] };
  if (state.rating === null || state.missing > CARRY_FORWARD_DAYS) return { rating: plainRating(grade), since: row, missing: 0, streaks: streaksAfter(NO_RATING, grade) };
  const streaks = streaksAfter(state, grade);
  const rating = settle(state.rating, streaks);
  return { rating, since: rating === state.rating ? state.since : row, missing: 0, streaks };
}

/** One day of one asset as it is stored. */
export interface RatedDay {
  /** Investor grade; NaN is n/a. */
  readonly grade: number;
  readonly rating: Rating | null;
  /** As in `RatingState`; not read without a rating. */
  readonly since: number;
}

/** Days before a day that its rating can remember: as many as a rating outlives without a grade, and the last one with. */
export const RATING_MEMORY_DAYS = CARRY_FORWARD_DAYS + 1;

/**
 * The state after the last of the stored `RATING_MEMORY_DAYS` days, oldest first: from it `nextRating` decides as if it had seen every day.
 * Example: four days without a grade are no rating; a hold with grades 50, 50, 72, 73 has two days above buy.
 */
export function restoreRating(days: readonly RatedDay[]): RatingState {
  const missing = [...days].reverse().findIndex(({ grade }) => !Number.isNaN(grade));
  if (missing < 0) return NO_RATING;
  const last = days[days.length - 1 - missing] as RatedDay;
  let streaks = NO_RATING.streaks;
  for (const { grade } of days) streaks = Number.isNaN(grade) ? NO_RATING.streaks : streaksAfter({ ...NO_RATING, streaks }, grade);
  return { rating: last.rating, since: last.since, missing, streaks };
}

/** The rating to show: none on a day without a grade. Example: after a NaN it is null. */
export function shownRating(state: RatingState): Rating | null {
  return state.missing > 0 ? null : state.rating;
}

function streaksAfter(state: RatingState, grade: number): RatingState['streaks'] {
  const [aboveBuy, belowBuy, aboveHold, belowHold] = state.streaks;
  return [
    grade >= BUY_FROM + RATING_MARGIN ? aboveBuy + 1 : 0,
    grade <= BUY_FROM - RATING_MARGIN ? belowBuy + 1 : 0,
    grade >= HOLD_FROM + RATING_MARGIN ? aboveHold + 1 : 0,
    grade <= HOLD_FROM - RATING_MARGIN ? belowHold + 1 : 0,
  ];
}

function settle(rating: Rating, [aboveBuy, belowBuy, aboveHold, belowHold]: RatingState['streaks']): Rating {
  if (rating !== 'buy' && aboveBuy >= RATING_DAYS) return 'buy';
  if (rating !== 'sell' && belowHold >= RATING_DAYS) return 'sell';
  if (rating === 'sell' && aboveHold >= RATING_DAYS) return 'hold';
  return rating === 'buy' && belowBuy >= RATING_DAYS ? 'hold' : rating;
}
