import { describe, expect, it } from 'vitest';
import { formatBps, formatChange, formatPercent, formatPercentRange, formatPoints } from '@/lib/format/percent';
import { formatCount, formatFactor, formatGrade, formatNumber, formatWord } from '@/lib/format/number';

const THIN = '\u202f';

describe('formatNumber', () => {
  it.each([
    [1234.5, {}, '1,235'],
    [-1234.5, { digits: 1 }, '−1,234.5'],
    [0, { sign: true }, '0'],
    [-0.04, { digits: 1, sign: true }, '0.0'],
    [0.04, { digits: 1, sign: true }, '0.0'],
    [0.05, { digits: 1, sign: true }, '+0.1'],
    [1234.5, { digits: 1, locale: 'de' }, '1.234,5'],
  ])('%s with %o is %s', (value, options, text) => {
    expect(formatNumber(value, options)).toBe(text);
  });

  it('writes grades, factors, counts and words', () => {
    expect(formatGrade(66.6)).toBe('67');
    expect(formatFactor(1.1)).toBe(`1.10${THIN}×`);
    expect([formatCount(1, 'trade'), formatCount(2, 'index', 'indices'), formatCount(0, 'trade')]).toEqual(['1 trade', '2 indices', '0 trades']);
    expect([formatWord(2), formatWord(0), formatWord(40)]).toEqual(['two', 'no', '40']);
  });
});

describe('formatPercent', () => {
  it.each([
    [0.2755, {}, `27.6${THIN}%`],
    [1, { digits: 0 }, `100${THIN}%`],
    [-0.08, {}, `−8.0${THIN}%`],
    [-0.0001, {}, `0.0${THIN}%`],
    [0.005, { locale: 'de' }, `0,5${THIN}%`],
  ])('%s is %s', (value, options, text) => {
    expect(formatPercent(value, options)).toBe(text);
  });

  it('gives a change its sign, a range one unit, points and basis points theirs', () => {
    expect([formatChange(0.019), formatChange(-0.019), formatChange(0)]).toEqual([`+1.9${THIN}%`, `−1.9${THIN}%`, `0.0${THIN}%`]);
    expect(formatPercentRange(0.224, 0.299)).toBe(`22.4–29.9${THIN}%`);
    expect([formatPoints(-0.006), formatPoints(0.003)]).toEqual(['−0.6', '+0.3']);
    expect(formatBps(0.7)).toBe(`0.7${THIN}bps`);
  });
});
