import { describe, expect, it } from 'vitest';
import { formatAxisPrice, formatLargeMoney, formatMoney, formatPrice, formatQuantity } from '@/lib/format/money';

const THIN = '\u202f';

describe('formatMoney', () => {
  it.each([
    ['18901.62', {}, '$18,901.62'],
    ['-54.78', {}, '−$54.78'],
    ['54.78', { sign: true }, '+$54.78'],
    ['-0.001', { sign: true }, '$0.00'],
    ['123456789012345678901234567890.12', {}, '$123,456,789,012,345,678,901,234,567,890.12'],
    [18000, { digits: 0 }, '$18,000'],
  ])('%s with %o is %s', (value, options, text) => {
    expect(formatMoney(value, options)).toBe(text);
  });
});

describe('formatPrice', () => {
  it.each([
    [47191.8683898, '$47,192'],
    [518.37, '$518.37'],
    [1.359, '$1.36'],
    [0.84051, '$0.8405'],
    [0.0779123, '$0.0779'],
    [0.00003374123, '$0.00003374'],
    [0, '$0.00'],
  ])('%s is %s', (value, text) => {
    expect(formatPrice(value)).toBe(text);
  });

  it('keeps the cents of a large price where there is room', () => {
    expect(formatPrice('3714.95', { full: true })).toBe('$3,714.95');
  });
});

describe('formatAxisPrice', () => {
  it.each([
    [70_000, '$70,000'],
    [2.5, '$2.50'],
    [0.7, '$0.70'],
    [0.25, '$0.25'],
    [0.001, '$0.001'],
    [1e-7, '$10⁻⁷'],
    [0.00002, '$2×10⁻⁵'],
    [1.5e-11, '$1.5×10⁻¹¹'],
    [0, '$0.00'],
  ])('%s is %s', (value, text) => {
    expect(formatAxisPrice(value)).toBe(text);
  });
});

describe('formatLargeMoney', () => {
  it.each([
    [892_648_631_306, `$892.6${THIN}bn`],
    [935_500_000, `$935.5${THIN}m`],
    [999_990_000, `$1.0${THIN}bn`],
    [96_400, '$96,400'],
    [2.1e12, `$2.1${THIN}tn`],
  ])('%s is %s', (value, text) => {
    expect(formatLargeMoney(value)).toBe(text);
  });
});

describe('formatQuantity', () => {
  it.each([
    ['0.013912', '0.01391'],
    ['14.3', '14.30'],
    ['1234.5678', '1,234.56'],
    ['0', '0'],
    ['0.5', '0.50'],
  ])('%s is %s, never rounded up', (value, text) => {
    expect(formatQuantity(value)).toBe(text);
  });

  it('can be whole', () => {
    expect(formatQuantity('0.123456789012345678', { full: true })).toBe('0.123456789012345678');
  });
});
