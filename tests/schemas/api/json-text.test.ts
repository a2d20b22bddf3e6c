import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InexactNumber, MAX_JSON_DEPTH, readJson } from '@/lib/schemas/api/json-text';

function value(text: string): unknown {
  const read = readJson(text);
  return read.ok ? read.value : read.message;
}

describe('readJson', () => {
  it.each([
    ['{"a":[1,2.5,-3e2,true,false,null,"x\\u00e9\\n"]}', { a: [1, 2.5, -300, true, false, null, 'xé\n'] }],
    [' [ ] ', []],
    ['{ }', {}],
    ['0.30000000000000004', 0.30000000000000004],
    ['1e400', Number.POSITIVE_INFINITY],
    ['[NaN, -Infinity]', [Number.NaN, Number.NEGATIVE_INFINITY]],
    ['1.0000000000000000000', 1],
    ['9007199254740993', new InexactNumber('9007199254740993', 9007199254740992)],
    ['0.1234567890123456789', new InexactNumber('0.1234567890123456789', 0.12345678901234568)],
  ])('reads %s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it.each(['', '{', '[1,]', '{"a":1,}', "{'a':1}", '{"a" 1}', '01', '+1', '.5', '1.', '"\n"', '"\\x"', '[1] 2', 'nul', '{"a":1,"a":2}', '\u00a0[]', '[1 2]', '-'])('refuses %j', (text) => {
    expect(readJson(text).ok).toBe(false);
  });

  it('refuses nesting beyond the bound without running out of stack', () => {
    expect(readJson('['.repeat(500_000)).ok).toBe(false);
    expect(readJson(`${'['.repeat(MAX_JSON_DEPTH)}1${']'.repeat(MAX_JSON_DEPTH)}`).ok).toBe(true);
    expect(readJson(`${'['.repeat(MAX_JSON_DEPTH + 1)}1${']'.repeat(MAX_JSON_DEPTH + 1)}`).ok).toBe(false);
  });

  it('reads whatever JSON.stringify writes', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (json) => {
      const text = JSON.stringify(json);
      expect(value(text)).toEqual(JSON.parse(text));
    }), { numRuns: 2000, seed: 7 });
  });

  it('never throws, and accepts no text that JSON.parse refuses', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'{}[]:,"0123.eE+- \\ntrueafls') }), (text) => {
      const read = readJson(text);
      const strict = attempt(() => JSON.parse(text) as unknown);
      expect(read.ok && !strict).toBe(false);
    }), { numRuns: 5000, seed: 8 });
  });
});

function attempt(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}
