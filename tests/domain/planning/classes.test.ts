import { describe, expect, test } from 'vitest';
import { fiveClasses } from '@/lib/domain/planning/classes';
import { STAGE_RULES, type Temperament } from '@/lib/domain/planning/rules';
import { stageAt, stageShare, temperamentShare } from '@/lib/domain/planning/stage';
import vectors from '../../golden/vectors/plan.json' with { type: 'json' };

const steady = { incomeStability: 'stable', horizonYears: 20 } as const;

describe('stages of life (Rule 7.2)', () => {
  test.each(vectors.ages as [number, string][])('age %i is %s', (age, stage) => {
    expect(stageAt(age).stage).toBe(stage);
  });

  test('there is no plan below 18', () => {
    expect(() => stageAt(17)).toThrow('no plan below 18');
  });

  test.each(vectors.classes)('$stage, $temperament: the five classes', (row) => {
    const crypto = stageShare({ ...steady, age: row.age, temperament: row.temperament as Temperament });
    const { shares } = fiveClasses(stageAt(row.age).ranges, crypto);
    for (const name of ['crypto', 'stocks', 'bonds', 'alternatives', 'cash'] as const) {
      expect(Math.abs(shares[name] - row[name])).toBeLessThan(vectors.tolerance);
    }
  });

  test.each([
    ['aggressive', 'unstable', 20, 0.15],
    ['balanced', 'unstable', 20, 0.1],
    ['conservative', 'unstable', 20, 0.1],
    ['aggressive', 'stable', 4.9, 0.1],
    ['aggressive', 'stable', 5, 0.2],
  ] as const)('age 40, %s, %s income, %d years: crypto %d', (temperament, incomeStability, horizonYears, share) => {
    expect(stageShare({ age: 40, temperament, incomeStability, horizonYears })).toBeCloseTo(share, 12);
  });

  test('outside the stage range t is held and the rest is cash', () => {
    const { shares, position } = fiveClasses(stageAt(20).ranges, 0);
    expect(position).toBe(1);
    expect(shares).toEqual({ crypto: 0, stocks: 0.6, bonds: 0.15, alternatives: 0.1, cash: 0.15 });
  });

  test('the plain middles do not sum to 1: in the first stage they sum to 1.05', () => {
    const middles = Object.values(STAGE_RULES[0]?.ranges ?? {}).reduce((total, { low, high }) => total + (low + high) / 2, 0);
    expect(middles).toBeCloseTo(1.05, 12);
  });

  test('the documented example: growth with 0.15 in crypto gives stocks 0.52 at t = 0.2', () => {
    const { shares, position } = fiveClasses(stageAt(35).ranges, 0.15);
    expect(shares.stocks).toBeCloseTo(0.52, 12);
    expect(position).toBeCloseTo(0.2, 12);
  });
});

describe('the scale by temperament (Rule 7.3)', () => {
  test.each([['conservative', 0.02], ['balanced', 0.06], ['aggressive', 0.125]] as const)('%s is %d', (temperament, share) => {
    expect(temperamentShare(temperament)).toBeCloseTo(share, 12);
  });
});
