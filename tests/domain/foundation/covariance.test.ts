import { describe, expect, it } from 'vitest';
import { sampleCovariance, shrinkCovariance } from '../../../lib/domain/foundation/covariance';
import { isPositiveSemidefinite } from '../../../lib/domain/foundation/linear-algebra';
import { createRng } from '../../../lib/domain/foundation/rng';
import golden from '../../golden/ledoit-wolf.json';

describe('covariance', () => {
  it('repeats its worked example', () => {
    expect(sampleCovariance([[1, 2, 3], [2, 4, 6]]).map((row) => [...row])).toEqual([[1, 2], [2, 4]]);
  });

  it('shrinks as an independent implementation does (1e-9)', () => {
    const { covariance, shrinkage } = shrinkCovariance(golden.series);
    expect(Math.abs(shrinkage - golden.shrinkage)).toBeLessThan(1e-9);
    covariance.forEach((row, i) => row.forEach((value, j) => expect(Math.abs(value - (golden.covariance[i]?.[j] ?? Number.NaN))).toBeLessThan(1e-12)));
  });

  it('is semidefinite and keeps variances, also with more assets than days', () => {
    const rng = createRng(3);
    const series = Array.from({ length: 30 }, () => Float64Array.from({ length: 20 }, () => rng.normal()));
    const { covariance, shrinkage } = shrinkCovariance(series);
    expect(shrinkage).toBeGreaterThan(0);
    expect(isPositiveSemidefinite(covariance)).toBe(true);
    expect(covariance[4]?.[4]).toBeCloseTo(sampleCovariance(series, 20)[4]?.[4] ?? Number.NaN, 12);
  });

  it('leaves one asset as it is', () => {
    expect(shrinkCovariance([[1, 2, 3]])).toEqual({ covariance: [Float64Array.of(2 / 3)], shrinkage: 0 });
  });
});
