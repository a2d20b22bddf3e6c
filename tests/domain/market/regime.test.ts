import { describe, expect, it } from 'vitest';
import { createRng } from '../../../lib/domain/foundation/rng';
import { bandMultiple, classifyRegime, computeRegimes, efficiencyRatio } from '../../../lib/domain/market/regime';

const calm = { level: 110, mean200d: 100, slope: 0.001, efficiency: 0.35, volatility30d: 0.5, volatilityRank: 0.5 };

describe('regime of a day', () => {
  it.each([
    ['efficient above a rising mean', {}, 'trending'],
    ['efficient below a falling mean', { level: 90, slope: -0.001 }, 'trending'],
    ['exactly 0.30 is trending', { efficiency: 0.3 }, 'trending'],
    ['efficient against the slope', { slope: -0.001 }, 'neutral'],
    ['choppy', { efficiency: 0.1 }, 'ranging'],
    ['exactly 0.15 is not choppy', { efficiency: 0.15 }, 'neutral'],
    ['falling and in the top quintile', { level: 90, slope: -0.001, volatilityRank: 0.8 }, 'volatileBear'],
    ['a straight fall in the top quintile is a volatile bear, not a trend', { level: 90, slope: -0.001, volatilityRank: 0.9, efficiency: 0.5 }, 'volatileBear'],
    ['a choppy one too', { level: 90, slope: -0.001, volatilityRank: 0.9, efficiency: 0.05 }, 'volatileBear'],
    ['falling, just under the top quintile', { level: 90, slope: -0.001, volatilityRank: 0.79, efficiency: 0.2 }, 'neutral'],
    ['a number missing', { volatilityRank: Number.NaN }, null],
  ] as const)('%s', (_, over, expected) => {
    expect(classifyRegime({ ...calm, ...over })).toBe(expected);
  });

  it('repeats the docstrings', () => {
    expect(efficiencyRatio(Float64Array.of(1, 2, 3), 2, 2)).toBe(1);
    expect(efficiencyRatio(Float64Array.of(1, 2, 1), 2, 2)).toBe(0);
    expect(efficiencyRatio(Float64Array.of(1, 1, 1), 2, 2)).toBeNaN();
    expect(bandMultiple('trending')).toBe(1.5);
    expect(bandMultiple('ranging')).toBe(0.75);
    expect(bandMultiple('neutral')).toBe(1);
    expect(bandMultiple('volatileBear')).toBe(1);
    expect(bandMultiple(null)).toBe(1);
  });

  it('needs two years of volatility, and never looks ahead', () => {
    const rng = createRng(2);
    let level = 1000;
    const levels = Float64Array.from({ length: 1000 }, () => (level *= Math.exp(0.03 * rng.normal())));
    const readings = computeRegimes(levels);
    expect(readings[150]?.regime).toBeNull();
    expect(readings[758]?.regime).toBeNull();
    expect(readings[759]?.regime).not.toBeNull();
    const changed = computeRegimes(levels.map((value, i) => (i > 800 ? value * 3 : value)));
    expect(changed.slice(0, 801)).toEqual(readings.slice(0, 801));
  });
});
