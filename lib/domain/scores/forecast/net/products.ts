/** A matrix inside an array: row-major, from `at` on. */
export interface Block {
  readonly values: Float64Array;
  readonly at: number;
}

/**
 * `out[row × n + j] = Σ_i a[row × k + i] · w[j × k + i]` over `rows` rows, a multiple of 4, and an even or odd `n`. Four rows and two columns at a time,
 * so that each number that is read serves several products. Example: a row [1, 2] with w rows [1, 0] and [0, 3] gives [1, 6].
 */
export function timesRows(a: Block, rows: number, k: number, w: Block, n: number, out: Block): void {
  for (let row = 0; row < rows; row += 4) {
    for (let j = 0; j < n - 1; j += 2) twoColumns(a.values, a.at + row * k, k, w.values, w.at + j * k, out.values, out.at + row * n + j, n);
    if (n % 2 === 1) oneColumn(a.values, a.at + row * k, k, w.values, w.at + (n - 1) * k, out.values, out.at + row * n + n - 1, n);
  }
}

function twoColumns(a: Float64Array, a0: number, k: number, w: Float64Array, w0: number, out: Float64Array, o: number, n: number): void {
  const a1 = a0 + k;
  const a2 = a1 + k;
  const a3 = a2 + k;
  const w1 = w0 + k;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let t0 = 0;
  let t1 = 0;
  let t2 = 0;
  let t3 = 0;
  for (let i = 0; i < k; i += 1) {
    const u = w[w0 + i] as number;
    const v = w[w1 + i] as number;
    const x0 = a[a0 + i] as number;
    const x1 = a[a1 + i] as number;
    const x2 = a[a2 + i] as number;
    const x3 = a[a3 + i] as number;
    s0 += u * x0;
    s1 += u * x1;
    s2 += u * x2;
    s3 += u * x3;
    t0 += v * x0;
    t1 += v * x1;
    t2 += v * x2;
    t3 += v * x3;
  }
  out[o] = s0;
  out[o + 1] = t0;
  out[o + n] = s1;
  out[o + n + 1] = t1;
  out[o + 2 * n] = s2;
  out[o + 2 * n + 1] = t2;
  out[o + 3 * n] = s3;
  out[o + 3 * n + 1] = t3;
}

function oneColumn(a: Float64Array, a0: number, k: number, w: Float64Array, w0: number, out: Float64Array, o: number, n: number): void {
  for (let row = 0; row < 4; row += 1) {
    let total = 0;
    for (let i = 0; i < k; i += 1) total += (w[w0 + i] as number) * (a[a0 + row * k + i] as number);
    out[o + row * n] = total;
  }
}

/**
 * `w[j × k + i] += Σ_row g[row × n + j] · a[row × k + i]` over `rows` rows, a multiple of 4: what a product's weights get of its gradient.
 * Example: one row g = [2] and a = [1, 3] (three rows of zeros) adds [2, 6].
 */
export function addOuter(g: Block, n: number, a: Block, k: number, rows: number, w: Block): void {
  for (let row = 0; row < rows; row += 4) {
    for (let j = 0; j < n - 1; j += 2) addTwo(g.values, g.at + row * n + j, n, a.values, a.at + row * k, k, w.values, w.at + j * k);
    if (n % 2 === 1) addOne(g.values, g.at + row * n + n - 1, n, a.values, a.at + row * k, k, w.values, w.at + (n - 1) * k);
  }
}

function addTwo(g: Float64Array, g0: number, n: number, a: Float64Array, a0: number, k: number, w: Float64Array, w0: number): void {
  const a1 = a0 + k;
  const a2 = a1 + k;
  const a3 = a2 + k;
  const w1 = w0 + k;
  const u0 = g[g0] as number;
  const u1 = g[g0 + n] as number;
  const u2 = g[g0 + 2 * n] as number;
  const u3 = g[g0 + 3 * n] as number;
  const v0 = g[g0 + 1] as number;
  const v1 = g[g0 + n + 1] as number;
  const v2 = g[g0 + 2 * n + 1] as number;
  const v3 = g[g0 + 3 * n + 1] as number;
  for (let i = 0; i < k; i += 1) {
    const x0 = a[a0 + i] as number;
    const x1 = a[a1 + i] as number;
    const x2 = a[a2 + i] as number;
    const x3 = a[a3 + i] as number;
    w[w0 + i] = (w[w0 + i] as number) + u0 * x0 + u1 * x1 + u2 * x2 + u3 * x3;
    w[w1 + i] = (w[w1 + i] as number) + v0 * x0 + v1 * x1 + v2 * x2 + v3 * x3;
  }
}

function addOne(g: Float64Array, g0: number, n: number, a: Float64Array, a0: number, k: number, w: Float64Array, w0: number): void {
  for (let row = 0; row < 4; row += 1) {
    const slope = g[g0 + row * n] as number;
    for (let i = 0; i < k; i += 1) w[w0 + i] = (w[w0 + i] as number) + slope * (a[a0 + row * k + i] as number);
  }
}
