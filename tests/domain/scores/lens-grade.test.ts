import { describe, expect, it } from 'vitest';
import { FEATURES } from '@/lib/domain/features/registry';
import { LENSES } from '@/lib/domain/features/lens';
import { gradeLens, gradeLensOfAll, lensWeights } from '@/lib/domain/scores/lens-grade';
import { gradeComposite, isThin } from '@/lib/domain/scores/composite-grade';
import { INVESTOR_WEIGHTS, TRADER_WEIGHTS } from '@/lib/domain/scores/rules';
import { makeFeatureMarket } from '../../support/feature-market';

const asset = makeFeatureMarket({ assets: 1, days: 2, seed: 1 }).assets[0] as NonNullable<ReturnType<typeof makeFeatureMarket>['assets'][0]>;
const NA = Number.NaN;

describe('lensWeights (Rule 3.2)', () => {
  it('sums to 1 in every lens, families equal', () => {
    const weights = lensWeights(FEATURES, asset);
    for (const lens of LENSES) expect(weights[lens].reduce((sum, item) => sum + item.weight, 0)).toBeCloseTo(1, 12);
    const supply = weights.fundamental.filter(({ feature }) => FEATURES[feature]?.family === 'supply');
    expect(supply.map((item) => item.weight)).toEqual([1 / 16, 1 / 16, 1 / 16, 1 / 16]);
  });

  it('leaves what cannot apply outside the weight', () => {
    const weights = lensWeights(FEATURES, { ...asset, maxSupply: null });
    const supply = weights.fundamental.filter(({ feature }) => FEATURES[feature]?.family === 'supply');
    expect(supply.map(({ feature, weight }) => [FEATURES[feature]?.code, weight])).toEqual([['inflation90d', 1 / 8], ['inflation365d', 1 / 8]]);
  });
});

describe('gradeLens (Rule 3.2)', () => {
  const weights = [{ feature: 0, weight: 1 / 2 }, { feature: 1, weight: 1 / 4 }, { feature: 2, weight: 1 / 4 }];
  const graded = (...grades: number[]) => gradeLens(weights, (feature) => grades[feature] ?? NA);

  it.each([
    ['all present', [80, 40, 60], 65, 1],
    ['a missing one gives up its weight', [80, 40, NA], 80 * (2 / 3) + 40 / 3, 0.75],
    ['a single feature is not enough', [80, NA, NA], NA, 0.5],
    ['nothing', [NA, NA, NA], NA, 0],
  ])('%s', (_, grades, grade, coverage) => {
    const result = graded(...grades);
    if (Number.isNaN(grade)) expect(result.grade).toBeNaN();
    else expect(result.grade).toBeCloseTo(grade, 12);
    expect(result.coverage).toBeCloseTo(coverage, 12);
  });

  it('says of many at once what it says of each, and nothing of the others', () => {
    const features = [[80, NA, 10, 33.3], [40, 40, NA, 66.7], [NA, 20, 70, 12.1]].map((grades) => Float64Array.from(grades));
    const [grades, coverages] = [new Float64Array(4).fill(-1), new Float64Array(4).fill(-1)];
    gradeLensOfAll(weights, features, [3, 0, 1], grades, coverages);
    const each = [0, 1, 3].map((one) => gradeLens(weights, (feature) => features[feature]?.[one] as number));
    expect([grades[0], grades[1], grades[3]]).toEqual(each.map(({ grade }) => grade));
    expect([coverages[0], coverages[1], coverages[3]]).toEqual(each.map(({ coverage }) => coverage));
    expect([grades[2], coverages[2]]).toEqual([-1, -1]);
  });

  it('needs 25 % of the weight: exactly 25 % is enough', () => {
    const spread = (count: number, each: number) => Array.from({ length: count }, (_, feature) => ({ feature, weight: each }));
    const first = (present: number) => (feature: number) => (feature < present ? 60 : NA);
    expect(gradeLens(spread(12, 1 / 12), first(3)).grade).toBeCloseTo(60, 12);
    expect(gradeLens(spread(12, 1 / 12), first(2)).grade).toBeNaN();
    expect(gradeLens(spread(25, 1 / 25), first(6)).grade).toBeNaN();
  });
});

describe('gradeComposite (Rule 3.3)', () => {
  const lens = (grades: Partial<Record<(typeof LENSES)[number], number>>) => LENSES.map((name) => grades[name] ?? NA);

  it('weighs six lenses, and both sets of weights sum to 1', () => {
    for (const weights of [INVESTOR_WEIGHTS, TRADER_WEIGHTS]) expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    const full = lens({ fundamental: 60, technical: 80, developer: 50, sentiment: 40, onChain: 70, exchange: 90 });
    expect(gradeComposite(full, INVESTOR_WEIGHTS).grade).toBeCloseTo(0.3 * 60 + 0.1 * 80 + 0.2 * 50 + 0.1 * 40 + 0.2 * 70 + 0.1 * 90, 12);
    expect(gradeComposite(full, TRADER_WEIGHTS).grade).toBeCloseTo(0.05 * 60 + 0.45 * 80 + 0.2 * 40 + 0.15 * 70 + 0.15 * 90, 12);
  });

  it('redistributes what is n/a, and says how much was there', () => {
    expect(gradeComposite(lens({ fundamental: 60, technical: 80 }), INVESTOR_WEIGHTS)).toEqual({ grade: (0.3 * 60 + 0.1 * 80) / 0.4, coverage: 0.4 });
  });

  it.each([
    ['technical and exchange alone are 20 %', { technical: 80, exchange: 70 }],
    ['a single lens', { fundamental: 60 }],
    ['nothing', {}],
  ])('is n/a: %s', (_, grades) => {
    expect(gradeComposite(lens(grades), INVESTOR_WEIGHTS).grade).toBeNaN();
  });

  it('stands on exactly 30 % of the weight, not on 25 %', () => {
    expect(gradeComposite(lens({ onChain: 50, exchange: 70 }), TRADER_WEIGHTS).grade).toBeCloseTo(60, 9);
    expect(gradeComposite(lens({ fundamental: 50, sentiment: 80 }), TRADER_WEIGHTS)).toEqual({ grade: NA, coverage: 0.25 });
    expect(gradeComposite(lens({ technical: 50, exchange: 50, sentiment: 80 }), INVESTOR_WEIGHTS).grade).toBeCloseTo(60, 9);
  });

  it('is thin under 60 %', () => {
    expect([0.5, 0.5999, 0.1 + 0.2 + 0.3, 0.65].map(isThin)).toEqual([true, true, false, false]);
  });
});
