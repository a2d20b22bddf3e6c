import { describe, expect, it } from 'vitest';
import { cholesky, dot, entry, isPositiveSemidefinite, isSymmetric, multiply, quadraticForm, solve, submatrix } from '../../../lib/domain/foundation/linear-algebra';
import { createRng } from '../../../lib/domain/foundation/rng';

describe('linear algebra', () => {
  it('repeats its worked examples', () => {
    expect(entry([[1, 2]], 0, 1)).toBe(2);
    expect(() => entry([[1, 2]], 1, 0)).toThrow('no entry 1, 0');
    expect(dot([1, 2], [3, 4])).toBe(11);
    expect([...multiply([[1, 2], [3, 4]], [1, 1])]).toEqual([3, 7]);
    expect(quadraticForm([[2, 0], [0, 3]], [1, 1])).toBe(5);
    expect(submatrix([[1, 2], [2, 4]], [1]).map((row) => [...row])).toEqual([[4]]);
    expect(cholesky([[4, 2], [2, 5]])?.map((row) => [...row])).toEqual([[2, 0], [1, 2]]);
    expect([...(solve([[2, 0], [0, 4]], [2, 4]) ?? [])]).toEqual([1, 1]);
    expect(solve([[1, 1], [1, 1]], [1, 2])).toBeNull();
  });

  it.each([
    ['identity', [[1, 0], [0, 1]], true],
    ['singular but semidefinite', [[1, 1], [1, 1]], true],
    ['zero', [[0, 0], [0, 0]], true],
    ['indefinite', [[1, 2], [2, 1]], false],
    ['negative variance', [[-1, 0], [0, 1]], false],
    ['not symmetric', [[1, 0.5], [0.4, 1]], false],
    ['not square', [[1, 0]], false],
  ])('tells semidefinite from not: %s', (_, matrix, expected) => {
    expect(isPositiveSemidefinite(matrix)).toBe(expected);
  });

  it('sees symmetry', () => {
    expect(isSymmetric([[1, 2], [2, 1]])).toBe(true);
    expect(isSymmetric([[1, 2], [0, 1]])).toBe(false);
  });

  it('solves what it multiplied, for random systems', () => {
    const rng = createRng(11);
    for (let round = 0; round < 200; round += 1) {
      const size = 1 + rng.int(8);
      const matrix = Array.from({ length: size }, () => Float64Array.from({ length: size }, () => rng.normal()));
      const x = Float64Array.from({ length: size }, () => rng.normal());
      const solved = solve(matrix, multiply(matrix, x));
      expect(solved).not.toBeNull();
      const worst = Math.max(...x.map((value, i) => Math.abs(value - (solved?.[i] ?? Number.NaN))));
      expect(worst).toBeLessThan(1e-6);
    }
  });
});
