import { describe, expect, it } from 'vitest';
import { eachRow } from '@/lib/domain/features/arithmetic';
import type { Feature } from '@/lib/domain/features/feature';
import { LENSES } from '@/lib/domain/features/lens';
import { FEATURES, featureByCode } from '@/lib/domain/features/registry';
import { CONTRACT, expectExactWarmUp, expectInRange, expectInvariance, expectMissingStaysMissing, expectPastUntouchedByFuture } from './feature-contract';

describe.each(FEATURES.map((feature) => [feature.code, feature] as const))('feature %s', (_, feature) => {
  it.each(Object.entries(CONTRACT))('%s', (_name, expectContract) => {
    expectContract(feature);
    expect(feature.formula.length).toBeGreaterThan(0);
  });
});

describe('the declared features', () => {
  it('are at least 80, eight a lens, at least 45 of them over the four lenses of prices and chains', () => {
    expect(FEATURES.length).toBeGreaterThanOrEqual(80);
    const counted = FEATURES.filter((feature) => ['technical', 'exchange', 'onChain', 'fundamental'].includes(feature.lens));
    expect(counted.length).toBeGreaterThanOrEqual(45);
    for (const lens of LENSES) expect(FEATURES.filter((feature) => feature.lens === lens).length, lens).toBeGreaterThanOrEqual(8);
  });

  it('cover all six lenses, with codes of their own', () => {
    expect(new Set(FEATURES.map((feature) => feature.lens))).toEqual(new Set(LENSES));
    expect(new Set(FEATURES.map((feature) => feature.code)).size).toBe(FEATURES.length);
  });

  it('give the fundamental lens its four families (Rule 3.2)', () => {
    const families = FEATURES.filter((feature) => feature.lens === 'fundamental').map((feature) => feature.family);
    expect([...new Set(families)]).toEqual(['supply', 'valuation', 'use', 'holders']);
  });

  it('never read a market-wide series (Rule 3.2)', () => {
    expect(FEATURES.some((feature) => feature.needs.some((need) => /fearGreed/.test(need)))).toBe(false);
  });
});

describe('the contract catches a feature that', () => {
  const honest = featureByCode('momentum30d') as Feature;

  it('sees tomorrow', () => {
    const cheating: Feature = { ...honest, values: eachRow('tomorrow', (view, row) => (view.close[row + 1] ?? Number.NaN) / (view.close[row] as number) - 1) };
    expect(() => expectPastUntouchedByFuture(cheating)).toThrow(/rows up to/);
  });

  it('reads a metric on the day it describes', () => {
    const early: Feature = { ...honest, needs: ['metric:TxCnt'], values: eachRow('a day early', (view, row) => view.market.panel.metrics.get('TxCnt')?.[view.position]?.[row] ?? Number.NaN) };
    expect(() => expectPastUntouchedByFuture(early)).toThrow(/rows up to/);
  });

  it('says zero where it does not know', () => {
    const filling: Feature = { ...honest, needs: ['metric:TxCnt'], values: eachRow('zero', (view, row) => view.metric('TxCnt')?.[row] || 0) };
    expect(() => expectMissingStaysMissing(filling)).toThrow(/without metric:TxCnt/);
  });

  it('misstates its warm-up, its range or its invariance', () => {
    expect(() => expectExactWarmUp({ ...honest, warmUpDays: 29 })).toThrow(/first row/);
    expect(() => expectInRange({ ...honest, range: [0, 1] })).toThrow(/inside/);
    expect(() => expectInvariance({ ...honest, values: eachRow('price', (view, row) => view.close[row] as number) })).toThrow(/price/);
  });
});
