import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec } from '@/lib/domain/foundation/decimal';
import { createRng } from '@/lib/domain/foundation/rng';
import { bootstrapOutcomes } from '@/lib/domain/projection/bootstrap';
import { compound, compoundTo } from '@/lib/domain/projection/compounding';
import { kellyStake, liquidationMove } from '@/lib/domain/projection/kelly';
import { priceScenarios } from '@/lib/domain/projection/scenarios';
import projection from '../../golden/vectors/projection.json' with { type: 'json' };
import sizing from '../../golden/vectors/sizing.json' with { type: 'json' };

const run = (initial: number, monthly: number, annualReturn: number, years: number) => compoundTo({ initial: dec(initial), monthly: dec(monthly), annualReturn, years });

describe('compounding (Rule 10.1)', () => {
  test.each(projection.cases)('$initial + $monthly a month at $annualReturn for $years years is $final', (row) => {
    const { value, contributed } = run(row.initial, row.monthly, row.annualReturn, row.years);
    expect(Math.abs(value.toNumber() - row.final)).toBeLessThanOrEqual(projection.tolerance);
    expect(contributed.toNumber()).toBe(row.contributed);
  });

  test('the numbers that circulate are wrong (Rule 12)', () => {
    expect(run(10000, 0, 0.4, 7).value.toNumber()).toBeCloseTo(105413.5, 1);
    expect(run(5000, 500, 0.5, 10).value.toNumber()).toBeCloseTo(1112757.8, 1);
    expect(run(1, 0, 1, 1).value.times(run(1, 0, -0.5, 1).value).toNumber()).toBe(1);
  });

  test('without a return it is what was put in; at −100 % only the last contribution is left', () => {
    expect(run(1000, 100, 0, 2)).toMatchObject({ value: dec(3400), contributed: dec(3400), gain: dec(0) });
    expect(run(1000, 100, -1, 2).value.toNumber()).toBe(100);
  });

  test('property: month by month is the same, and more money is never less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 5_000 }), fc.double({ min: -0.9, max: 2, noNaN: true }), fc.integer({ min: 1, max: 30 }), (initial, monthly, annualReturn, years) => {
        const rate = (1 + annualReturn) ** (1 / 12) - 1;
        let value = initial;
        for (let month = 0; month < years * 12; month += 1) value = value * (1 + rate) + monthly;
        const rows = compound({ initial: dec(initial), monthly: dec(monthly), annualReturn, years });
        expect(rows).toHaveLength(years);
        expect(Math.abs((rows.at(-1)?.value.toNumber() ?? NaN) - value)).toBeLessThanOrEqual(1e-8 * Math.max(1, value));
        expect(run(initial + 1, monthly, annualReturn, years).value.gte(run(initial, monthly, annualReturn, years).value)).toBe(true);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });
});

describe('price scenarios (Rule 10.3)', () => {
  test('the worked numbers', () => {
    const { totalCap, bear, base, bull, ...input } = sizing.scenario;
    const rows = priceScenarios(input);
    expect(rows.map((row) => row.totalCap)).toEqual([8e12, 16e12, 23e12, 31e12]);
    expect(rows[0]).toEqual({ totalCap, bear: expect.closeTo(bear, 12) as number, base: expect.closeTo(base, 12) as number, bull: expect.closeTo(bull, 12) as number });
  });
  test('supply growth lowers the price', () => {
    const [row] = priceScenarios({ circulatingSupply: 100, totalMarketCap: 8e12, marketCap: 100, inflationRate: 0.1, years: 2 });
    expect(row?.base).toBeCloseTo(1 / 1.21, 12);
  });
});

describe('sizing (Rule 10.5)', () => {
  test.each(sizing.kelly)('win $winProbability at odds $odds: $fraction', ({ winProbability, odds, fraction, half }) => {
    const stake = kellyStake(winProbability, odds);
    expect(Math.abs(stake.fraction - fraction)).toBeLessThanOrEqual(sizing.tolerance);
    expect(Math.abs(stake.half - half)).toBeLessThanOrEqual(sizing.tolerance);
  });
  test.each(sizing.leverage)('$leverage × is gone at $liquidationMove', ({ leverage, liquidationMove: move }) => {
    expect(liquidationMove(leverage)).toBe(move);
  });
});

describe('block bootstrap (Rule 10.2)', () => {
  const rng = createRng(1);
  const returns = Float64Array.from({ length: 1500 }, () => 0.001 + 0.03 * rng.normal());
  const base = { returns, initial: 1000, monthly: 100, years: 3, seed: 42, paths: 500 };
  const outcomes = (change: Partial<typeof base> = {}) => {
    const result = bootstrapOutcomes({ ...base, ...change });
    if (!result.ok) throw new Error(result.reason);
    return result.value;
  };

  test('a still history ends at what was put in, whatever the seed', () => {
    const still = outcomes({ returns: new Float64Array(60), seed: 9 });
    expect(still.byYear.map(({ percentiles }) => percentiles[2])).toEqual([2200, 3400, 4600]);
    expect(still.chanceOfLoss).toBe(0);
  });

  test('a steady return gives one line, that of the months', () => {
    const daily = 1.5 ** (1 / 365) - 1;
    const steady = outcomes({ returns: new Float64Array(90).fill(daily), monthly: 0 });
    expect(steady.byYear[2]?.percentiles[0]).toBeCloseTo(3375, 6);
    expect(steady.byYear[2]?.percentiles[4]).toBeCloseTo(3375, 6);
  });

  test('the same seed gives the same bytes, another seed others', () => {
    expect(outcomes()).toEqual(outcomes());
    expect(outcomes({ seed: 43 })).not.toEqual(outcomes());
  });

  test('a short history is refused with its numbers', () => {
    expect(bootstrapOutcomes({ ...base, returns: new Float64Array(59) })).toEqual({ ok: false, reason: 'history-too-short', days: 59, needed: 60 });
  });

  test('property: percentiles ascend, the chance of loss is a share, scaling the money scales the outcome', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 500 }), (seed, years, monthly) => {
        const small = { seed, years, monthly, paths: 20 };
        const result = outcomes(small);
        for (const { percentiles } of result.byYear) expect([...percentiles].sort((a, b) => a - b)).toEqual(percentiles);
        expect(result.chanceOfLoss).toBeGreaterThanOrEqual(0);
        expect(result.chanceOfLoss).toBeLessThanOrEqual(1);
        const double = outcomes({ ...small, initial: 2000, monthly: 2 * monthly });
        expect(double.byYear[0]?.percentiles[2]).toBeCloseTo(2 * (result.byYear[0]?.percentiles[2] ?? NaN), 6);
      }),
      { numRuns: 1000, seed: 8 },
    );
  });
});
