import { addMonths, daysBetween, type IsoDay } from '../foundation/iso-day';
import { REVIEW_AFTER_MONTHS } from './rules';

/** Rule 7.8: the day a plan made on `made` is due for review. Example: 2021-12-30 is due on 2023-12-30. */
export function reviewDay(made: IsoDay): IsoDay {
  return addMonths(made, REVIEW_AFTER_MONTHS);
}

/** Rule 7.8: whether a plan is due: after 24 months, or at once after a life event. The day itself counts. */
export function isReviewDue(made: IsoDay, today: IsoDay, lifeEvent: boolean): boolean {
  return lifeEvent || daysBetween(reviewDay(made), today) >= 0;
}
