import { invariant } from './invariant';

/** A matrix as its rows; square and symmetric where a function says so. Entries are finite floats, never missing. */
export type Matrix = readonly ArrayLike<number>[];
type Numbers = ArrayLike<number>;

/** Entry of a matrix that must exist. Throws an invariant outside it. Example: `entry([[1, 2]], 0, 1)` is 2. */
export function entry(matrix: Matrix, row: number, column: number): number {
  const value = matrix[row]?.[column];
  invariant(value !== undefined, `no entry ${row}, ${column}`);
  return value;
}

/** Inner product of two equally long lists. Example: `dot([1, 2], [3, 4])` is 11. */
export function dot(a: Numbers, b: Numbers): number {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += (a[i] as number) * (b[i] as number);
  return total;
}

/** Matrix times vector. Example: `multiply([[1, 2], [3, 4]], [1, 1])` is [3, 7]. */
export function multiply(matrix: Matrix, vector: Numbers): Float64Array {
  return Float64Array.from(matrix, (row) => dot(row, vector));
}

/** Quadratic form x′Ax. Example: `quadraticForm([[2, 0], [0, 3]], [1, 1])` is 5. */
export function quadraticForm(matrix: Matrix, vector: Numbers): number {
  return dot(vector, multiply(matrix, vector));
}

/** Rows and columns of `keep`, in that order. Example: `submatrix([[1, 2], [2, 4]], [1])` is [[4]]. */
export function submatrix(matrix: Matrix, keep: readonly number[]): Float64Array[] {
  return keep.map((row) => Float64Array.from(keep, (column) => entry(matrix, row, column)));
}

/** Whether a square matrix equals its transpose within `tolerance` × its largest entry. Example: [[1, 2], [2, 1]] is, [[1, 2], [0, 1]] is not. */
export function isSymmetric(matrix: Matrix, tolerance = 1e-9): boolean {
  const size = matrix.length;
  if (matrix.some((row) => row.length !== size)) return false;
  const limit = tolerance * largestEntry(matrix);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) if (Math.abs(entry(matrix, i, j) - entry(matrix, j, i)) > limit) return false;
  }
  return true;
}

function largestEntry(matrix: Matrix): number {
  let largest = 0;
  for (const row of matrix) for (let j = 0; j < row.length; j += 1) largest = Math.max(largest, Math.abs(row[j] as number));
  return largest;
}

/**
 * Lower Cholesky factor of a symmetric matrix plus `shift` on its diagonal, or null where that is not positive definite.
 * Golub & Van Loan, Matrix Computations, 4.2. Example: `cholesky([[4, 2], [2, 5]])` is [[2, 0], [1, 2]].
 */
export function cholesky(matrix: Matrix, shift = 0): Float64Array[] | null {
  const size = matrix.length;
  const factor = Array.from({ length: size }, () => new Float64Array(size));
  for (let i = 0; i < size; i += 1) {
    const rowI = factor[i] as Float64Array;
    for (let j = 0; j <= i; j += 1) {
      const rowJ = factor[j] as Float64Array;
      let total = entry(matrix, i, j) + (i === j ? shift : 0);
      for (let k = 0; k < j; k += 1) total -= (rowI[k] as number) * (rowJ[k] as number);
      if (i === j && !(total > 0)) return null;
      rowI[j] = i === j ? Math.sqrt(total) : total / (rowJ[j] as number);
    }
  }
  return factor;
}

/**
 * Whether a matrix is symmetric positive semidefinite: its smallest eigenvalue is not below −1e-10 × size × its largest
 * entry, seen by a Cholesky factor of the shifted matrix. Example: [[1, 1], [1, 1]] is, [[1, 2], [2, 1]] is not.
 */
export function isPositiveSemidefinite(matrix: Matrix): boolean {
  if (!isSymmetric(matrix)) return false;
  const largest = largestEntry(matrix);
  return largest === 0 || cholesky(matrix, 1e-10 * matrix.length * largest) !== null;
}

/**
 * Solves A·x = b by Gaussian elimination with partial pivoting; null where A is singular to working precision.
 * Example: `solve([[2, 0], [0, 4]], [2, 4])` is [1, 1].
 */
export function solve(matrix: Matrix, right: Numbers): Float64Array | null {
  const size = matrix.length;
  const work: Float64Array[] = matrix.map((row, i) => Float64Array.from({ length: size + 1 }, (_, j) => (j < size ? (row[j] as number) : (right[i] as number))));
  const floor = 1e-14 * largestEntry(matrix);
  for (let column = 0; column < size; column += 1) {
    const pivot = pivotRow(work, column);
    const top = work[pivot] as Float64Array;
    if (!(Math.abs(top[column] as number) > floor)) return null;
    work[pivot] = work[column] as Float64Array;
    work[column] = top;
    for (let i = column + 1; i < size; i += 1) eliminate(work[i] as Float64Array, top, column);
  }
  return backSubstitute(work);
}

function pivotRow(work: readonly Float64Array[], column: number): number {
  let best = column;
  for (let i = column + 1; i < work.length; i += 1) {
    if (Math.abs(work[i]?.[column] as number) > Math.abs(work[best]?.[column] as number)) best = i;
  }
  return best;
}

function eliminate(row: Float64Array, top: Float64Array, column: number): void {
  const factor = (row[column] as number) / (top[column] as number);
  if (factor === 0) return;
  for (let j = column; j < row.length; j += 1) row[j] = (row[j] as number) - factor * (top[j] as number);
}

function backSubstitute(work: readonly Float64Array[]): Float64Array {
  const size = work.length;
  const x = new Float64Array(size);
  for (let i = size - 1; i >= 0; i -= 1) {
    const row = work[i] as Float64Array;
    let total = row[size] as number;
    for (let j = i + 1; j < size; j += 1) total -= (row[j] as number) * (x[j] as number);
    x[i] = total / (row[i] as number);
  }
  return x;
}
