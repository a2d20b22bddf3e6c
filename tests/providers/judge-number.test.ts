import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAmount, judgeKnown, judgePrice, MOST_UNITS } from '@/lib/providers/judge-number';
import { plainNumber } from '@/lib/providers/plain-number';
import { rawText } from '@/lib/providers/refusals';

describe('plain text of a number', () => {
  it.each([[1.2e-9, '0.0000000012'], [1e21, '1000000000000000000000'], [0, '0'], [-0, '0'], [0.1, '0.1'], [-2.5e-7, '-0.00000025'], [57738376570.131905, '57738376570.131905'], [5e-324, `0.${'0'.repeat(323)}5`]])('of %s', (value, text) => {
    expect(plainNumber(value)).toBe(text);
  });

  it('has no exponent and reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(plainNumber(value)).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(plainNumber(value)) === value).toBe(true);
      }),
      { numRuns: 1_000, seed: 2 },
    );
  });

  it.each([Number.NaN, Infinity, -Infinity])('there is none of %s', (value) => {
    expect(() => plainNumber(value)).toThrow('not a finite');
  });
});

describe('a number of a source', () => {
  it('is a price only where it can be one', () => {
    expect(judgePrice(1.5)).toEqual({ ok: true, text: '1.5' });
    for (const bad of [null, undefined, Number.NaN, Infinity, 0, -1, 1e13, 1e-16]) expect(judgePrice(bad)).toMatchObject({ ok: false });
  });

  it('may be an amount that is unknown, never one that is not possible', () => {
    expect([judgeAmount(null, 'x'), judgeAmount(undefined, 'x'), judgeAmount(0, 'x')]).toEqual([{ ok: true, text: null }, { ok: true, text: null }, { ok: true, text: '0' }]);
    for (const bad of [Number.NaN, Infinity, -1, 1e16]) expect(judgeAmount(bad, 'x')).toMatchObject({ ok: false });
    expect([judgeKnown(0, 'cap'), judgeKnown(1e20, 'supply', MOST_UNITS)]).toEqual([{ ok: true, text: null }, { ok: true, text: '100000000000000000000' }]);
  });

  it('is quoted as it came, cut where it is long', () => {
    expect([rawText('x'), rawText({ a: 1 }), rawText(undefined), rawText('y'.repeat(600)).length]).toEqual(['x', '{"a":1}', '', 501]);
  });
});
