import { describe, expect, test } from 'vitest';
import { FIGURE_GROUPS } from '@/components/learn/figures/figure-texts';

const examples = Object.fromEntries(FIGURE_GROUPS.flatMap(({ figures }) => figures.map((figure) => [figure.id, figure.example.replaceAll('\u202f', ' ')])));

describe('worked examples of the figures', () => {
  test('each has one, and none is missing', () => {
    expect(Object.keys(examples)).toHaveLength(19);
    expect(Object.values(examples).filter((text) => /NaN|does not exist/.test(text))).toEqual([]);
  });

  test.each([
    ['total-return', '126 ÷ 100 − 1 = +26.00 %'],
    ['drawdown', '−10.00 % from close 2 to close 3, made good at close 5'],
    ['time-weighted', '$1,100 ÷ $1,000 × $1,900 ÷ $1,600 − 1 = +30.63 %'],
    ['turnover', 'from 50/50 to 30/70: 20 %'],
    ['drift', '60/40 against 50/50: 10 %'],
  ])('%s, by hand', (id, text) => {
    expect(examples[id]).toBe(text);
  });

  test('the money-weighted rate discounts all flows to 0', () => {
    const rate = Number(examples['money-weighted']?.match(/[\d.]+/)?.[0]) / 100;
    const rest = -1000 - 500 / (1 + rate) ** (100 / 365) + 1900 / (1 + rate);
    expect(Math.abs(rest)).toBeLessThan(0.2);
  });

  test('volatility is the sample deviation of the six returns × √365', () => {
    const returns = [0.1, -0.1, 105 / 99 - 1, 120 / 105 - 1, -0.1, 126 / 108 - 1];
    const mean = returns.reduce((a, b) => a + b, 0) / 6;
    const deviation = Math.sqrt(returns.reduce((total, value) => total + (value - mean) ** 2, 0) / 5);
    expect(Number(examples.volatility?.match(/[\d.]+/)?.[0]) / 100).toBeCloseTo(deviation * Math.sqrt(365), 3);
  });
});
