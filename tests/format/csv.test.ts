import { describe, expect, it } from 'vitest';
import { toCsv } from '@/lib/format/csv';

describe('CSV', () => {
  it.each([
    ['x,y', '"x,y"'],
    ['say "hi"', '"say ""hi"""'],
    ['=1+1', "'=1+1"],
    ['-1.5', '-1.5'],
    ['-x', "'-x"],
    [null, ''],
    [3, '3'],
  ])('writes %j as %s', (value, expected) => {
    expect(toCsv(['a'], [[value]])).toBe(`a\r\n${expected}\r\n`);
  });
});
