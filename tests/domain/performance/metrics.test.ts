import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeMetrics } from '../../../lib/domain/performance/compute-metrics';
import { drawdownPath, maxDrawdown } from '../../../lib/domain/performance/drawdown';
import { benchmarkCorrelation, beta, capture, trackingError } from '../../../lib/domain/performance/relative';
import { compound, compoundRate, periodRate, simpleReturns, totalReturn } from '../../../lib/domain/performance/returns';
import { downsideDeviation, sharpe, sortino, volatility } from '../../../lib/domain/performance/risk';
import { expectedShortfall, valueAtRisk } from '../../../lib/domain/performance/tail';
import { turnoverOf } from '../../../lib/domain/performance/turnover';
import golden from '../../golden/metrics.json';
import vectors from '../../golden/vectors/metrics.json';

describe('figures of a series', () => {
  it('repeats the worked example', () => {
    const found = computeMetrics(vectors.levels, vectors) as unknown as Record<string, number>;
    for (const [figure, expected] of Object.entries(vectors)) {
      if (!(figure in found) || typeof expected !== 'number') continue;
      expect(Math.abs((found[figure] as number) - expected), figure).toBeLessThan(vectors.tolerance);
    }
    expect(found.maxDrawdownStart).toBe(1);
    expect(found.recovered).toBeNull();
  });

  it.each(golden.cases)('agrees with an independent implementation to 1e-9 ($periodsPerYear periods a year)', (example) => {
    const found = computeMetrics(example.levels, example) as unknown as Record<string, number | null>;
    for (const [figure, expected] of Object.entries(example.metrics)) {
      if (expected === null) expect(found[figure], figure).toBeNull();
      else expect(Math.abs((found[figure] ?? Number.NaN) - expected), figure).toBeLessThan(golden.tolerance);
    }
    const error = trackingError(simpleReturns(example.levels), simpleReturns(example.benchmark), example.periodsPerYear);
    expect(Math.abs(error - example.trackingError)).toBeLessThan(golden.tolerance);
  });

  it('repeats the docstrings', () => {
    expect([...simpleReturns([100, 110, 99])].map((x) => Number(x.toFixed(12)))).toEqual([0.1, -0.1]);
    expect(totalReturn([100, 50, 120])).toBeCloseTo(0.2, 12);
    expect(compoundRate([100, 110, 121], 1)).toBeCloseTo(0.1, 12);
    expect(periodRate(0.21, 2)).toBeCloseTo(0.1, 12);
    expect(compound([0.1, -0.1])).toBeCloseTo(-0.01, 12);
    expect(volatility([0.1, -0.1], 1)).toBeCloseTo(Math.SQRT2 / 10, 12);
    expect(sharpe([0.1, 0.3], 0, 1)).toBeCloseTo(Math.SQRT2, 12);
    expect(downsideDeviation([0.1, -0.1])).toBeCloseTo(Math.SQRT1_2 / 10, 12);
    expect(sortino([0.3, -0.1], 0, 1)).toBeCloseTo(Math.SQRT2, 12);
    expect([...drawdownPath([100, 80, 120])].map((x) => Number(x.toFixed(12)))).toEqual([0, -0.2, 0]);
    expect(maxDrawdown([100, 110, 88, 92, 111])).toMatchObject({ start: 1, end: 2, recovered: 4 });
    expect(valueAtRisk([-0.1, 0, 0.1])).toBeCloseTo(-0.09, 12);
    const worst = [-0.3, -0.2, ...Array.from({ length: 28 }, () => 0)];
    expect(expectedShortfall(worst)).toBeCloseTo((-0.3 - 0.2 / 2) / 1.5, 12);
    expect(beta([0.2, -0.2], [0.1, -0.1])).toBeCloseTo(2, 12);
    expect(benchmarkCorrelation([0.2, -0.2], [0.1, -0.1])).toBeCloseTo(1, 12);
    expect(trackingError([0.1, 0.2], [0.1, 0.2], 365)).toBe(0);
    expect(capture([0.2, -0.3], [0.1, -0.1], 'up')).toBeCloseTo(2, 12);
    expect(capture([0.2, -0.3], [0.1, -0.1], 'down')).toBeCloseTo(3, 12);
    expect(turnoverOf([0.5, 0.5], [0.3, 0.7])).toBeCloseTo(0.2, 12);
    expect(turnoverOf([0], [1], { before: 1, after: 0 })).toBe(1);
    expect(computeMetrics([100, 110, 88])).toMatchObject({ maxDrawdownStart: 1, maxDrawdownEnd: 2 });
  });

  it('leaves out what does not exist', () => {
    expect(computeMetrics([100, 100, 100])).toMatchObject({ totalReturn: 0, volatility: 0, sharpe: null, sortino: null, maxDrawdown: 0, maxDrawdownStart: null, calmar: null });
    expect(computeMetrics([100, 110])).toMatchObject({ volatility: null, sharpe: null, maxDrawdown: 0, recovered: null });
    expect(computeMetrics([100, 110], { benchmark: [100, 100] })).toMatchObject({ beta: null, upCapture: null, downCapture: null });
    expect(computeMetrics([100, 110, 121.00000000000001, 133.1], { benchmark: [100, 101, 102, 104] })).toMatchObject({ sharpe: null, correlation: null });
    expect(computeMetrics([1e-300, 1e300]).cagr).toBeNull();
  });

  it('does not depend on the unit of the levels (1,000 cases)', () => {
    const levels = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(levels, fc.constantFrom(0.5, 4, 1024), (series, scale) => {
        const scaled = computeMetrics(series.map((level) => level * scale)) as unknown as Record<string, number | null>;
        const plain = computeMetrics(series) as unknown as Record<string, number | null>;
        expect(scaled).toEqual(plain);
        const worst = plain.cvar95 as number;
        expect(worst).toBeLessThanOrEqual((plain.var95 as number) + 1e-12);
        expect(plain.maxDrawdown as number).toBeLessThanOrEqual(0);
      }),
      { numRuns: 1000, seed: 4 },
    );
  });
});
