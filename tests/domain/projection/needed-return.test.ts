import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec } from '@/lib/domain/foundation/decimal';
import { yearsUntilSpent } from '@/lib/domain/income/years-until-spent';
import { compoundTo } from '@/lib/domain/projection/compounding';
import { neededReturn } from '@/lib/domain/projection/needed-return';

const saving = (initial: number, monthly: number, years: number) => ({ initial: dec(initial), monthly: dec(monthly), years });

describe('the return that would make a claim true', () => {
  test('10,000 to be 150,000 after 7 years needs 47.2 % a year', () => {
    const found = neededReturn(saving(10_000, 0, 7), dec(150_000));
    expect(found.ok && found.value).toBeCloseTo(15 ** (1 / 7) - 1, 8);
    expect(found.ok && found.value).toBeCloseTo(0.472, 3);
  });

  test('what no return reaches fails with its reason', () => {
    expect(neededReturn(saving(0, 100, 1), dec(1))).toEqual({ ok: false, reason: 'no-rate' });
  });

  test('property: put back in, it makes the target', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 1, max: 20 }), fc.double({ min: -0.5, max: 1, noNaN: true }), (initial, monthly, years, annualReturn) => {
        const plan = saving(initial, monthly, years);
        const found = neededReturn(plan, compoundTo({ ...plan, annualReturn }).value);
        expect(found.ok && Math.abs(found.value - annualReturn)).toBeLessThan(1e-6);
      }),
      { seed: 12, numRuns: 25 },
    );
  });
});

describe('how long capital lasts', () => {
  test.each([
    [750_000, 100_000, 0.07, 11.003],
    [750_000, 100_000, 0, 7.5],
    [100, 7, 0.07, Infinity],
    [100, 10, -0.05, 7.905],
  ])('%d paying %d a year at %f', (capital, income, rate, years) => {
    const found = yearsUntilSpent(capital, income, rate);
    if (years === Infinity) return expect(found).toBe(Infinity);
    return expect(found).toBeCloseTo(years, 3);
  });

  test('is where a walk year by year ends, and not known without capital or income', () => {
    let left = 750_000;
    for (let year = 0; year < 11; year += 1) left = left * 1.07 - 100_000;
    expect(left).toBeGreaterThan(0);
    expect(left * 1.07 - 100_000).toBeLessThan(0);
    expect([yearsUntilSpent(0, 1, 0.05), yearsUntilSpent(1, 0, 0.05), yearsUntilSpent(1, 1, -1)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});
