import { describe, expect, test } from 'vitest';
import { dec } from '@/lib/domain/foundation/decimal';
import { addMonths, isoDay } from '@/lib/domain/foundation/iso-day';
import { shareOf } from '@/lib/domain/planning/amounts';
import { placeIndices } from '@/lib/domain/planning/asset-location';
import { lossLimit } from '@/lib/domain/planning/loss-limit';
import { worstDrawdown } from '@/lib/domain/planning/mix-history';
import { isReviewDue, reviewDay } from '@/lib/domain/planning/review';
import { watchPlan } from '@/lib/domain/planning/watches';
import { listText, percentText, usdText } from '@/lib/domain/planning/words';
import vectors from '../../golden/vectors/plan.json' with { type: 'json' };

const part = (weight: number, firstDay: number, values: number[]) => ({ weight, levels: { firstDay, values } });

describe('the loss limit (Rule 7.4)', () => {
  test('the worked numbers', () => {
    const { cryptoShareOfNetWorth, assumedDrawdown, loss, shareThatHolds } = vectors.lossLimit;
    const fall = { fall: assumedDrawdown, from: 0, to: 9, historyFrom: 0, historyTo: 20 };
    const result = lossLimit(dec('20000'), dec('100000'), fall);
    expect(result).toMatchObject({ cryptoShareOfNetWorth, assumedDrawdown, holds: false, lossAmount: '16000' });
    expect(result.loss).toBeCloseTo(loss, 12);
    expect(result.shareThatHolds).toBeCloseTo(shareThatHolds, 12);
  });

  test('assumes at least 50 %, and exactly on the limit holds', () => {
    expect(lossLimit(dec('20000'), dec('100000'), null)).toMatchObject({ assumedDrawdown: 0.5, worstDrawdown: null, loss: 0.1, holds: true, shareThatHolds: 0.2 });
    expect(lossLimit(dec('20001'), dec('100000'), null).holds).toBe(false);
  });
});

describe('the worst fall of a mix', () => {
  test('of one part', () => {
    expect(worstDrawdown([part(1, 10, [100, 50, 75])])).toEqual({ fall: 0.5, from: 10, to: 11, historyFrom: 10, historyTo: 12 });
  });
  test('over the days all parts have, at constant weights', () => {
    const mix = worstDrawdown([part(0.5, 10, [100, 50, 100, 50]), part(0.5, 11, [100, 100, 100])]);
    expect(mix).toEqual({ fall: 0.25, from: 12, to: 13, historyFrom: 11, historyTo: 13 });
  });
  test('without days in common there is none', () => {
    expect(worstDrawdown([part(0.5, 10, [100, 50]), part(0.5, 20, [100, 100])])).toBeNull();
    expect(worstDrawdown([])).toBeNull();
  });
});

describe('plan watches (Rule 7.4)', () => {
  const state = { value: dec('18000'), investable: dec('120000'), targetShare: 0.15, netWorth: dec('310000'), realisedGain: dec('0'), unrealisedGain: dec('0') };
  test.each([
    ['at target', {}, []],
    ['exactly half', { value: dec('9000') }, []],
    ['below half', { value: dec('5000') }, ['add']],
    ['exactly double', { value: dec('36000') }, []],
    ['above double', { value: dec('36001') }, ['takeProfits']],
    ['a loss at the limit', { value: dec('5000'), realisedGain: dec('-30000'), unrealisedGain: dec('-1000') }, ['stopBuying']],
    ['a loss below it', { realisedGain: dec('-30999.99') }, []],
    ['a gain is no loss', { realisedGain: dec('40000'), unrealisedGain: dec('-10000') }, []],
    ['no target', { targetShare: 0 }, []],
  ])('%s', (_, change, expected) => {
    expect(watchPlan({ ...state, ...change }).map(({ watch }) => watch)).toEqual(expected);
  });
  test('says the numbers', () => {
    expect(watchPlan({ ...state, value: dec('5000') })[0]?.detail).toBe('$5,000 is 28\u202f% of the target of $18,000, below 50\u202f%: add.');
  });
});

describe('accounts (Rule 7.7)', () => {
  const index = (slug: string, tier: 'conservative' | 'balanced' | 'aggressive', amount: string) => ({ slug, name: slug, tier, weight: 0.25, amount });
  test('aggressive tax-free first, conservative tax-deferred, the rest taxable', () => {
    const indices = [index('anchor', 'conservative', '3600'), index('broad', 'balanced', '5400'), index('small', 'aggressive', '5400')];
    expect(placeIndices(indices, { taxFree: '5000', taxDeferred: '10000' })).toEqual([
      { slug: 'small', account: 'taxFree', amount: '5000' },
      { slug: 'small', account: 'taxable', amount: '400' },
      { slug: 'broad', account: 'taxable', amount: '5400' },
      { slug: 'anchor', account: 'taxDeferred', amount: '3600' },
    ]);
  });
});

describe('review (Rule 7.8)', () => {
  test('24 months later, the day itself counts, a life event at once', () => {
    expect(reviewDay(isoDay('2021-12-30'))).toBe('2023-12-30');
    expect(addMonths(isoDay('2024-08-31'), 6)).toBe('2025-02-28');
    expect(isReviewDue(isoDay('2021-12-30'), isoDay('2023-12-29'), false)).toBe(false);
    expect(isReviewDue(isoDay('2021-12-30'), isoDay('2023-12-30'), false)).toBe(true);
    expect(isReviewDue(isoDay('2021-12-30'), isoDay('2021-12-31'), true)).toBe(true);
  });
});

describe('words and amounts', () => {
  test('examples', () => {
    expect(percentText(0.089)).toBe('8.9\u202f%');
    expect(usdText(dec('20300'))).toBe('$20,300');
    expect(usdText(dec('-1234567.5'))).toBe('−$1,234,568');
    expect(listText(['a', 'b', 'c'])).toBe('a, b and c');
    expect(shareOf(dec('120000'), 0.15000000000000002)).toBe('18000');
  });
});
