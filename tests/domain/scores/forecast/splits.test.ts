import { describe, expect, it } from 'vitest';
import { dayNumber, isoDay, weekday } from '@/lib/domain/foundation/iso-day';
import { createRng } from '@/lib/domain/foundation/rng';
import { assertPurged, findOverlap, periodStart, walkForward, type Calendar } from '@/lib/domain/scores/forecast/splits';

const START = dayNumber(isoDay('2019-12-29'));
const SETTINGS = { testMonths: 3, minTrainRows: 12, maxTrainRows: 40, validationShare: 0.25 };

/** Every Sunday from row 0 on and the last row. */
function calendar(days: number): Calendar {
  const decisions = Array.from({ length: days }, (_, row) => row).filter((row) => weekday(START + row) === 0);
  return { start: START, rows: [...new Set([...decisions, days - 1])], decisions: decisions.filter((row) => row + 31 < days) };
}

describe('walk-forward windows', () => {
  const splits = walkForward(calendar(600), SETTINGS);

  it('are calendar quarters, and the newest month for itself', () => {
    expect(splits.map(({ testFrom, testTo, live }) => [testFrom, testTo, live])).toEqual([
      ['2020-07-01', '2020-09-30', false],
      ['2020-10-01', '2020-12-31', false],
      ['2021-01-01', '2021-03-31', false],
      ['2021-04-01', '2021-06-30', false],
      ['2021-07-01', '2021-07-31', false],
      ['2021-08-01', '2021-08-31', true],
    ]);
    expect(periodStart(dayNumber(isoDay('2021-05-17')), 3)).toBe(dayNumber(isoDay('2021-04-01')));
  });

  it('train on what was known 30 days before, on no more than the last rows, and stop on the last of them', () => {
    const first = splits[0];
    const begin = dayNumber(isoDay('2020-07-01')) - START;
    const trained = [...(first?.fit ?? []), ...(first?.validation ?? [])];
    expect(Math.max(...trained)).toBeLessThanOrEqual(begin - 61);
    expect(Math.max(...trained)).toBeGreaterThan(begin - 61 - 7);
    expect(Math.max(...(first?.fit ?? [])) + 31).toBeLessThanOrEqual(Math.min(...(first?.validation ?? [])));
    splits.forEach(({ fit, validation }) => expect(fit.length + validation.length).toBeLessThanOrEqual(40));
    expect(splits.at(-1)?.validation).toHaveLength(10);
  });

  it('predict every row once', () => {
    const tested = splits.flatMap(({ test }) => test);
    expect(new Set(tested).size).toBe(tested.length);
    expect(tested).toEqual(calendar(600).rows.filter((row) => row >= (splits[0]?.test[0] as number)));
  });

  it('stay the same whatever days come later', () => {
    for (const days of [610, 640, 700, 900]) expect(walkForward(calendar(days), SETTINGS).slice(0, 4)).toEqual(splits.slice(0, 4));
  });

  it('are none where there is too little', () => {
    expect(walkForward(calendar(150), SETTINGS)).toEqual([]);
    expect(walkForward({ start: START, rows: [], decisions: [] }, SETTINGS)).toEqual([]);
  });

  it('never let a label be seen, for any length and setting', () => {
    const rng = createRng(8);
    for (let run = 0; run < 40; run += 1) {
      const settings = { testMonths: [1, 2, 3, 6][rng.int(4)] as number, minTrainRows: 4 + rng.int(30), maxTrainRows: 30 + rng.int(100), validationShare: rng.next() / 2 };
      const made = walkForward(calendar(200 + rng.int(900)), settings);
      expect(made.map(findOverlap).filter((overlap) => overlap !== null)).toEqual([]);
    }
  });
});

describe('the check of labels', () => {
  const apart = { fit: [0, 7, 39], validation: [] as number[], test: [100, 107] };

  it.each([
    ['labels that end 31 days before', { ...apart }, null],
    ['a label that reaches into the test', { ...apart, fit: [0, 70] }, { train: 70, test: 100 }],
    ['one that the embargo forbids', { ...apart, fit: [0, 40] }, { train: 40, test: 100 }],
    ['a training row inside the test', { ...apart, fit: [103] }, { train: 103, test: 100 }],
    ['one too soon after it', { ...apart, fit: [150] }, { train: 150, test: 100 }],
    ['a validation label that reaches in', { ...apart, validation: [72] }, { train: 72, test: 100 }],
    ['a fitted label that validation sees', { ...apart, validation: [20] }, { train: 0, test: 20 }],
  ])('finds %s', (_words, split, overlap) => {
    expect(findOverlap(split)).toEqual(overlap);
  });

  it('stops a plan that leaks', () => {
    const split = { testFrom: '2021-01-01', testTo: '2021-03-31', live: false };
    expect(() => assertPurged([{ ...split, ...apart }])).not.toThrow();
    expect(() => assertPurged([{ ...split, ...apart, fit: [70] }])).toThrow('the label of training row 70 overlaps the test of 2021-01-01 at row 100');
  });
});
