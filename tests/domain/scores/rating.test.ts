import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_RATING, nextRating, plainRating, RATING_MEMORY_DAYS, restoreRating, shownRating, type RatedDay, type RatingState } from '@/lib/domain/scores/rating';

function ratings(grades: readonly number[]): (string | null)[] {
  let state: RatingState = NO_RATING;
  return grades.map((grade, row) => shownRating((state = nextRating(state, grade, row))));
}

describe('plainRating (Rule 3.4)', () => {
  it.each([[70, 'buy'], [69.99, 'hold'], [67.4, 'hold'], [40, 'hold'], [39.99, 'sell']])('%f is %s', (grade, rating) => {
    expect(plainRating(grade)).toBe(rating);
  });
});

describe('nextRating (Rule 3.4)', () => {
  it.each([
    ['three days at 72 make a buy', [60, 72, 73, 72], ['hold', 'hold', 'hold', 'buy']],
    ['71.9 is not across by 2 points', [60, 71.9, 71.9, 71.9, 71.9], ['hold', 'hold', 'hold', 'hold', 'hold']],
    ['a day back inside starts the count again', [60, 72, 72, 71, 72, 72, 72], ['hold', 'hold', 'hold', 'hold', 'hold', 'hold', 'buy']],
    ['a buy ends at 68', [75, 69, 69, 69, 68, 68, 68], ['buy', 'buy', 'buy', 'buy', 'buy', 'buy', 'hold']],
    ['a hold falls to sell at 38', [50, 38, 38, 38], ['hold', 'hold', 'hold', 'sell']],
    ['a sell rises to hold at 42', [30, 42, 42, 42], ['sell', 'sell', 'sell', 'hold']],
    ['from sell straight to buy', [30, 80, 80, 80], ['sell', 'sell', 'sell', 'buy']],
    ['from buy straight to sell', [80, 20, 20, 20], ['buy', 'buy', 'buy', 'sell']],
    ['beyond hold for three days, beyond buy only for two', [30, 50, 72, 72, 72], ['sell', 'sell', 'sell', 'hold', 'buy']],
    ['n/a is n/a, a short gap keeps the rating', [75, NaN, 65, 65], ['buy', null, 'buy', 'buy']],
    ['a gap breaks the three days', [60, 72, 72, NaN, 72, 72, 72], ['hold', 'hold', 'hold', null, 'hold', 'hold', 'buy']],
    ['after more than 3 days without a grade it starts anew', [75, NaN, NaN, NaN, NaN, 65], ['buy', null, null, null, null, 'hold']],
  ])('%s', (_, grades, expected) => {
    expect(ratings(grades)).toEqual(expected);
  });

  it('knows since when', () => {
    let state: RatingState = NO_RATING;
    [60, 72, 72, 72, 74].forEach((grade, row) => (state = nextRating(state, grade, row)));
    expect(state).toMatchObject({ rating: 'buy', since: 3 });
  });

  it('never changes twice within three days, and never without its threshold crossed by 2 for three days', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 5, maxLength: 80 }), (grades) => {
        const shown = ratings(grades);
        shown.forEach((rating, row) => {
          const before = shown[row - 1];
          if (row === 0 || rating === before) return;
          const last = grades.slice(row - 2, row + 1);
          const threshold = rating === 'buy' || (rating === 'hold' && before === 'buy') ? 70 : 40;
          const up = rating === 'buy' || (rating === 'hold' && before === 'sell');
          expect(last.length).toBe(3);
          expect(last.every((grade) => (up ? grade >= threshold + 2 : grade <= threshold - 2))).toBe(true);
        });
      }),
      { numRuns: 1000, seed: 3 },
    );
  });
});

describe('restoreRating', () => {
  const day = (grade: number, rating: RatedDay['rating'] = Number.isNaN(grade) ? null : 'hold', since = 3): RatedDay => ({ grade, rating, since });

  it.each([
    ['four days without a grade are no rating', [NaN, NaN, NaN, NaN], { rating: null, missing: 0 }],
    ['a hold with grades 50, 50, 72, 73 has two days above buy', [50, 50, 72, 73], { rating: 'hold', since: 3, missing: 0, streaks: [2, 0, 4, 0] }],
    ['a day without a grade is remembered', [50, 72, 72, NaN], { rating: 'hold', since: 3, missing: 1, streaks: [0, 0, 0, 0] }],
  ])('%s', (_, grades, expected) => {
    expect(restoreRating(grades.map((grade) => day(grade)))).toMatchObject(expected);
  });

  it('goes on as if it had seen every day', () => {
    const grade = fc.oneof({ weight: 4, arbitrary: fc.double({ min: 30, max: 80, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(NaN) });
    fc.assert(
      fc.property(fc.array(grade, { minLength: 12, maxLength: 60 }), fc.nat(), (grades, pick) => {
        const from = RATING_MEMORY_DAYS + (pick % (grades.length - RATING_MEMORY_DAYS));
        let whole: RatingState = NO_RATING;
        const days = grades.map((each, row): RatedDay => {
          whole = nextRating(whole, each, row);
          return { grade: each, rating: shownRating(whole), since: whole.since };
        });
        let partly = restoreRating(days.slice(from - RATING_MEMORY_DAYS, from));
        for (let row = from; row < grades.length; row += 1) {
          partly = nextRating(partly, grades[row] as number, row);
          const shown = shownRating(partly);
          expect({ rating: shown, since: shown && partly.since }).toEqual({ rating: days[row]?.rating, since: days[row]?.rating && days[row]?.since });
        }
      }),
      { numRuns: 2000, seed: 8 },
    );
  });
});
