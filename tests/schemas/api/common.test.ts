import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { assetLabel, decimalText, dayRange, IN_ORDER, inOrder, isoDay, nonNegativeDecimal, positiveDecimal, queryLimit } from '@/lib/schemas/api/common';
import { InexactNumber } from '@/lib/schemas/api/json-text';
import { fieldErrors } from '@/lib/schemas/api/problem';

describe('decimalText', () => {
  it.each([
    ['1000.00', '1000'], ['0.10', '0.1'], ['-0', '0'], ['007', '7'], [0.1, '0.1'], [1e-7, '0.0000001'], [1e21, `1${'0'.repeat(21)}`],
    ['0.123456789012345678', '0.123456789012345678'], ['9'.repeat(40), '9'.repeat(40)], [0, '0'], [-2.5, '-2.5'],
  ])('%j becomes %s', (input, text) => {
    expect(decimalText.parse(input)).toBe(text);
  });

  it.each(['', ' 1', '1e5', '+1', '1.', '.5', 'NaN', 'Infinity', '0x10', '1,000', '9'.repeat(41), '9'.repeat(10_000), 1e300, Number.NaN, Number.POSITIVE_INFINITY, null, true, [], {}, undefined, new InexactNumber('9007199254740993', 9007199254740992)])('refuses %j', (input) => {
    expect(decimalText.safeParse(input).success).toBe(false);
  });

  it('says why a number is not exact', () => {
    const parsed = z.strictObject({ price: decimalText }).safeParse({ price: new InexactNumber('9007199254740993', 9007199254740992) });
    expect(parsed.error && fieldErrors(parsed.error)).toEqual([{ path: 'price', message: 'is not exact as a JSON number: send it as a string' }]);
  });

  it('knows signs', () => {
    expect(positiveDecimal.safeParse('0').success).toBe(false);
    expect(positiveDecimal.safeParse('0.0').success).toBe(false);
    expect(positiveDecimal.safeParse('0.01').success).toBe(true);
    expect(nonNegativeDecimal.safeParse('-0').success).toBe(true);
    expect(nonNegativeDecimal.safeParse('-0.01').success).toBe(false);
  });
});

describe('the other common schemas', () => {
  it.each([['2021-02-28', true], ['2021-02-29', false], ['2020-02-29', true], ['2021-13-01', false], ['21-01-01', false], ['2021-1-1', false], ['', false]])('day %s: %s', (text, good) => {
    expect(isoDay.safeParse(text).success).toBe(good);
  });

  it.each([['BTC', true], ['a', true], ['x'.repeat(64), true], ['x'.repeat(65), false], ['', false], [' ', false], ['a\nb', false], ['a\u0000', false], ['\ud800', false], ['Ünïcode 😀', true]])('label %j: %s', (text, good) => {
    expect(assetLabel.safeParse(text).success).toBe(good);
  });

  it('never clamps a limit', () => {
    const query = z.strictObject({ limit: queryLimit(100) });
    expect(query.parse({})).toEqual({ limit: 100 });
    expect(query.parse({ limit: '500' })).toEqual({ limit: 500 });
    for (const limit of ['0', '501', '-1', '1.5', '1e2', '', ' 5', 'ten', '99999999999999999999']) expect(query.safeParse({ limit }).success).toBe(false);
  });

  it('refuses a reversed range, naming the field', () => {
    const query = z.strictObject(dayRange).refine(inOrder, IN_ORDER);
    expect(query.safeParse({ from: '2021-01-01', to: '2021-01-01' }).success).toBe(true);
    const reversed = query.safeParse({ from: '2021-01-02', to: '2021-01-01' });
    expect(reversed.error && fieldErrors(reversed.error)).toEqual([{ path: 'from', message: 'must not be after to' }]);
    expect(query.safeParse({ from: '2021-02-31', to: '2021-01-01' }).success).toBe(false);
  });

  it('names unknown and missing fields by path', () => {
    const body = z.strictObject({ positions: z.array(z.strictObject({ price: positiveDecimal })), kind: z.enum(['a', 'b']), n: z.int().gt(3) });
    const parsed = body.safeParse({ positions: [{ price: '0', extra: 1 }], kind: 'c', n: 3, more: 1 });
    expect(parsed.error && fieldErrors(parsed.error)).toEqual(expect.arrayContaining([
      { path: 'positions.0.price', message: 'must be greater than 0' },
      { path: 'positions.0.extra', message: 'is not a known field' },
      { path: 'kind', message: 'must be one of a, b' },
      { path: 'n', message: 'must be greater than 3' },
      { path: 'more', message: 'is not a known field' },
    ]));
    const empty = body.safeParse({});
    expect(empty.error && fieldErrors(empty.error)).toContainEqual({ path: 'n', message: 'is required' });
  });
});
