import { describe, expect, it } from 'vitest';
import { createGradeTable } from '@/lib/domain/scores/grade-table';
import { storedRows, isDeterminationRow } from '@/lib/domain/scores/required-days';
import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { makeFeatureMarket } from '../../support/feature-market';

describe('createGradeTable', () => {
  const panel = makeFeatureMarket({ assets: 3, days: 20, seed: 1 });

  it('answers by row and asset, n/a elsewhere', () => {
    const table = createGradeTable(panel);
    table.setGrade('bitcoin', 3, 70, 60);
    table.setGrade('nobody', 3, 1, 1);
    table.exclude('asset-000', 18, 31);
    expect([...table.source.investor(3)]).toEqual([Number.NaN, Number.NaN, 70]);
    expect(table.source.trader(3)[2]).toBe(60);
    expect(table.source.investor(4)[2]).toBeNaN();
    expect([17, 18, 19].map((row) => table.source.excluded(row)[0])).toEqual([0, 1, 1]);
  });

  it('answers forecasts by row, and the gate on the days that it was open', () => {
    const table = createGradeTable(panel);
    table.setForecast('bitcoin', 3, 97.5);
    table.setForecast('bitcoin', 20, 1);
    table.setForecast('nobody', 3, 1);
    table.openGate(4, 5);
    expect([...table.source.forecast(3)]).toEqual([Number.NaN, Number.NaN, 97.5]);
    expect(table.source.forecast(4)[2]).toBeNaN();
    expect([3, 4, 5, 6].map((row) => table.source.gateOpen(row))).toEqual([false, true, true, false]);
  });
});

describe('storedRows', () => {
  it('keeps the last 400 days and every Sunday and month end before', () => {
    const start = dayNumber(isoDay('2020-01-01'));
    const rows = storedRows({ start, days: 500 });
    expect(rows.filter((row) => row >= 100)).toHaveLength(400);
    expect(rows.filter((row) => row < 32)).toEqual([4, 11, 18, 25, 30]);
    expect(isDeterminationRow({ start }, 90)).toBe(true);
  });
});
