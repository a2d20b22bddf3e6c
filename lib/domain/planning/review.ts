import { addDays, daysBetween, isoDay, parseIsoDay, type IsoDay } from '../foundation/iso-day';
import { REVIEW_AFTER_MONTHS } from './rules';

/** The same day `months` later, or the last day of that month. Example: 2024-08-31 plus 6 is 2025-02-28. */
export function addMonths(day: IsoDay, months: number): IsoDay {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const first = isoDay(`${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`);
  return parseIsoDay(`${first.slice(0, 8)}${day.slice(8)}`) ?? lastOfMonth(first);
}

function lastOfMonth(first: IsoDay): IsoDay {
  const inNext = addDays(first, 31);
  return addDays(inNext, -Number(inNext.slice(8)));
}

/** Rule 7.8: the day a plan made on `made` is due for review. Example: 2021-12-30 is due on 2023-12-30. */
export function reviewDay(made: IsoDay): IsoDay {
  return addMonths(made, REVIEW_AFTER_MONTHS);
}

/** Rule 7.8: whether a plan is due: after 24 months, or at once after a life event. The day itself counts. */
export function isReviewDue(made: IsoDay, today: IsoDay, lifeEvent: boolean): boolean {
  return lifeEvent || daysBetween(reviewDay(made), today) >= 0;
}
