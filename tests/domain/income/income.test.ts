import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec } from '@/lib/domain/foundation/decimal';
import { assessIncome } from '@/lib/domain/income/required-yield';
import { blendedYield, realYield, screenSource, type IncomeSource } from '@/lib/domain/income/screening';
import { INCOME_KINDS } from '@/lib/domain/income/rules';
import sizing from '../../golden/vectors/sizing.json' with { type: 'json' };

const SOUND: IncomeSource = { kind: 'staking', weight: 1, nominalYield: 0.12, userPaidYield: 0.06, inflationRate: 0.08, ageDays: 365, audited: true, tvlUsd: 10_000_000 };

describe('required yield (Rule 9.3)', () => {
  test.each(sizing.income)('$annualIncome a year from $capital', ({ capital, annualIncome, requiredYield, sustainable }) => {
    const result = assessIncome({ capital: dec(capital), annualIncome: dec(annualIncome) });
    expect(Math.abs((result.requiredYield ?? NaN) - requiredYield)).toBeLessThanOrEqual(sizing.tolerance);
    expect(result.sustainable).toBe(sustainable);
  });
  test('exactly 7 % is sustainable; without an income the withdrawal rate is judged, 4 % unless told', () => {
    expect(assessIncome({ capital: dec(100), annualIncome: dec(7) }).sustainable).toBe(true);
    expect(assessIncome({ capital: dec(100), annualIncome: dec('7.0001') }).sustainable).toBe(false);
    expect(assessIncome({ capital: dec(1000) })).toMatchObject({ requiredYield: null, withdrawalRate: 0.04, withdrawal: dec(40), sustainable: true });
    expect(assessIncome({ capital: dec(1000), withdrawalRate: 0.08 }).sustainable).toBe(false);
  });
});

describe('sustainable sources (Rule 9.2)', () => {
  test('real yield = nominal − supply inflation', () => {
    expect(Math.abs(realYield({ nominalYield: sizing.realYield.nominal, inflationRate: sizing.realYield.inflation }) - sizing.realYield.real)).toBeLessThanOrEqual(sizing.tolerance);
  });
  test('exactly on every limit is kept', () => {
    expect(screenSource(SOUND)).toEqual({ kept: true, reasons: [] });
    expect(screenSource({ ...SOUND, nominalYield: 1, userPaidYield: 0.5 }).kept).toBe(true);
  });
  test.each([
    [{ nominalYield: 1.2, userPaidYield: 0.9 }, 'A nominal yield of 120\u202f% is above 100\u202f%.'],
    [{ userPaidYield: 0.03 }, 'Users pay 25\u202f% of the yield, less than 50\u202f%; the rest is emission.'],
    [{ ageDays: 364 }, 'The protocol is 364 days old, less than 365.'],
    [{ audited: false }, 'The protocol is not audited.'],
    [{ tvlUsd: 9_999_999 }, 'USD 9,999,999 are locked, less than 10,000,000.'],
  ])('%j is screened out', (change, reason) => {
    expect(screenSource({ ...SOUND, ...change })).toEqual({ kept: false, reasons: [reason] });
  });
  test('the blend is the mean of what is kept', () => {
    const sources = [{ ...SOUND, weight: 0.5 }, { ...SOUND, weight: 0.25, nominalYield: 0.06, inflationRate: 0 }, { ...SOUND, weight: 0.25, audited: false }];
    expect(blendedYield(sources)).toEqual({ nominal: expect.closeTo(0.1, 12) as number, real: expect.closeTo((0.5 * 0.04 + 0.25 * 0.06) / 0.75, 12) as number, keptWeight: 0.75 });
    expect(blendedYield([])).toEqual({ nominal: null, real: null, keptWeight: 0 });
  });
  test('property: a kept blend lies between its sources, a reason for every source that is out', () => {
    const source = fc.record({
      kind: fc.constantFrom(...INCOME_KINDS),
      weight: fc.integer({ min: 1, max: 100 }).map((share) => share / 100),
      nominalYield: fc.integer({ min: 1, max: 200 }).map((share) => share / 100),
      userPaidYield: fc.integer({ min: 0, max: 200 }).map((share) => share / 100),
      inflationRate: fc.integer({ min: 0, max: 50 }).map((share) => share / 100),
      ageDays: fc.integer({ min: 0, max: 2000 }),
      audited: fc.boolean(),
      tvlUsd: fc.integer({ min: 0, max: 50_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(source, { maxLength: 6 }), (sources) => {
        for (const one of sources) expect(screenSource(one).kept).toBe(screenSource(one).reasons.length === 0);
        const kept = sources.filter((one) => screenSource(one).kept).map((one) => one.nominalYield);
        const { nominal } = blendedYield(sources);
        expect(nominal === null).toBe(kept.length === 0);
        if (nominal !== null) {
          expect(nominal).toBeGreaterThanOrEqual(Math.min(...kept) - 1e-12);
          expect(nominal).toBeLessThanOrEqual(Math.max(...kept) + 1e-12);
        }
      }),
      { numRuns: 1000, seed: 4 },
    );
  });
});
