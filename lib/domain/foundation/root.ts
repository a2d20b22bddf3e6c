/** How a search for a root can end without one. */
export type RootFailure = { readonly ok: false; readonly reason: 'no-sign-change'; readonly low: number; readonly high: number };

/**
 * Root of a continuous function between `low` and `high`, whose values there differ in sign, to `tolerance` in the argument.
 * Brent (1973), Algorithms for Minimization without Derivatives, ch. 4: inverse quadratic, secant or bisection, whichever is safe.
 * Example: of x² − 2 on [0, 2] is 1.4142135623….
 */
export function findRoot(f: (x: number) => number, low: number, high: number, tolerance = 1e-14): { ok: true; value: number } | RootFailure {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return { ok: true, value: a };
  if (fb === 0) return { ok: true, value: b };
  if (!(fa * fb < 0)) return { ok: false, reason: 'no-sign-change', low, high };
  let [c, fc, step, before] = [a, fa, b - a, b - a];
  for (let round = 0; round < 300; round += 1) {
    if (fb > 0 === fc > 0) [c, fc, step, before] = [a, fa, b - a, b - a];
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const limit = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const middle = (c - b) / 2;
    if (Math.abs(middle) <= limit || fb === 0) break;
    [step, before] = nextStep({ a, b, c, fa, fb, fc, middle, limit, step, before });
    [a, fa] = [b, fb];
    b += Math.abs(step) > limit ? step : Math.sign(middle) * limit;
    fb = f(b);
  }
  return { ok: true, value: b };
}

interface State {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly fa: number;
  readonly fb: number;
  readonly fc: number;
  readonly middle: number;
  readonly limit: number;
  readonly step: number;
  readonly before: number;
}

/** The interpolated step where it shrinks fast enough, else half the bracket; with the step it replaces. */
function nextStep(at: State): [number, number] {
  const { a, b, c, fa, fb, fc, middle, limit, step, before } = at;
  if (Math.abs(before) < limit || Math.abs(fa) <= Math.abs(fb)) return [middle, middle];
  const s = fb / fa;
  let p = 2 * middle * s;
  let q = 1 - s;
  if (a !== c) {
    const t = fa / fc;
    const r = fb / fc;
    p = s * (2 * middle * t * (t - r) - (b - a) * (r - 1));
    q = (t - 1) * (r - 1) * (s - 1);
  }
  if (p > 0) q = -q;
  else p = -p;
  const accepted = 2 * p < Math.min(3 * middle * q - Math.abs(limit * q), Math.abs(before * q));
  return accepted ? [p / q, step] : [middle, middle];
}
