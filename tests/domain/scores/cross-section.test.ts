import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeCrossSection } from '@/lib/domain/scores/cross-section';

const all = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('gradeCrossSection (Rule 3.2)', () => {
  it('grades ten different values 5, 15 … 95', () => {
    const values = Float64Array.from([9, 1, 5, 3, 7, 2, 8, 4, 6, 10]);
    expect([...gradeCrossSection(values, all(10), 'higher')]).toEqual([85, 5, 45, 25, 65, 15, 75, 35, 55, 95]);
    expect([...gradeCrossSection(values, all(10), 'lower')]).toEqual([15, 95, 55, 75, 35, 85, 25, 65, 45, 5]);
  });

  it('shares the mean rank among ties', () => {
    const grades = gradeCrossSection(Float64Array.from([1, 1, 1, 2, 3, 4, 5, 6, 7, 8]), all(10), 'higher');
    expect([...grades].slice(0, 4)).toEqual([15, 15, 15, 35]);
  });

  it('is n/a under ten values, for outsiders and for the missing', () => {
    const values = Float64Array.from([...all(10), 99]);
    expect([...gradeCrossSection(values, all(9), 'higher')].every(Number.isNaN)).toBe(true);
    expect(gradeCrossSection(values, all(10), 'higher')[10]).toBeNaN();
    values[0] = Number.NaN;
    expect(gradeCrossSection(values, all(11), 'higher')[0]).toBeNaN();
    expect(gradeCrossSection(values, all(11), 'higher')[10]).toBe(95);
  });

  const columns = fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(Number.NaN), fc.constant(1)), { minLength: 10, maxLength: 60 });

  it('averages 50, mirrors under the other direction, and does not depend on order or on monotone change', () => {
    fc.assert(
      fc.property(columns, (list) => {
        const values = Float64Array.from(list);
        const grades = gradeCrossSection(values, all(values.length), 'higher');
        const present = [...grades].filter((grade) => !Number.isNaN(grade));
        const known = list.filter((value) => !Number.isNaN(value)).length;
        expect(present.length).toBe(known < 10 ? 0 : known);
        if (known < 10) return;
        expect(present.reduce((sum, grade) => sum + grade, 0) / known).toBeCloseTo(50, 9);
        expect(present.every((grade) => grade > 0 && grade < 100)).toBe(true);
        const lower = gradeCrossSection(values, all(values.length), 'lower');
        grades.forEach((grade, i) => expect(Number.isNaN(grade) ? Number.isNaN(lower[i]) : Math.abs(grade + (lower[i] as number) - 100) < 1e-9).toBe(true));
        expect(gradeCrossSection(values, all(values.length).reverse(), 'higher')).toEqual(grades);
        expect(gradeCrossSection(values.map((value) => 3 * value), all(values.length), 'higher')).toEqual(grades);
      }),
      { numRuns: 1000, seed: 7 },
    );
  });
});
