import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeNext } from '@/lib/auth/safe-next';

const HERE = 'https://bandwise.example.org';

describe('where to go after signing in', () => {
  it.each([
    ['/plan', '/plan'],
    ['/plan/what-if?age=40#tiers', '/plan/what-if?age=40#tiers'],
    ['/plan/../portfolio', '/portfolio'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['/.//elsewhere.example', '/'],
    ['/..//elsewhere.example', '/'],
    ['/plan/..//elsewhere.example', '/'],
    ['/%2e//elsewhere.example', '/'],
    ['/\t/elsewhere.example', '/'],
    ['https://elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
    [undefined, '/'],
    [['/plan'], '/'],
  ])('%j leads to %s', (next, expected) => {
    expect(safeNext(next)).toBe(expected);
  });

  it('never leads to another site, and stays where it is when asked again', () => {
    const piece = fc.constantFrom('/', '.', '..', '\\', '%2e', '%2f', '@', ':', '?', '#', 'elsewhere.example', 'plan', '\t', ' ');
    fc.assert(fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const path = safeNext(`/${pieces.join('')}`);
      expect(new URL(path, HERE).origin).toBe(HERE);
      expect(safeNext(path)).toBe(path);
    }), { numRuns: 2000, seed: 20211230 });
  });
});
