/** Bounds of a fill: one number for all, or one for each share. */
export type Bound = number | ArrayLike<number>;

/**
 * Splits `total` in proportion to `shares` (≥ 0) within bounds: part i = clamp(λ·shareᵢ, lowerᵢ, upperᵢ) with the one λ that makes
 * the sum `total`. With an upper bound alone it is Rule 5.1: set to the cap, spread the excess in proportion, repeat. Where the upper
 * bounds of what has a share hold less than `total`, all of it is at its bound and the rest is left over; Σ lower must be ≤ `total`.
 * Example: `fillWithin([55, 18, 9, 6, 5, 4, 3], { upper: 0.3 })` starts 0.3, 0.28, 0.14.
 */
export function fillWithin(shares: ArrayLike<number>, bounds: { lower?: Bound; upper?: Bound; total?: number }): Float64Array {
  const total = bounds.total ?? 1;
  const lower = (i: number): number => boundAt(bounds.lower ?? 0, i);
  const upper = (i: number): number => Math.max(lower(i), boundAt(bounds.upper ?? Number.POSITIVE_INFINITY, i));
  const rough = scaleFor(breakpoints(shares, lower, upper), sumOf(shares.length, lower), total);
  const scale = refine(shares, lower, upper, total, rough);
  return Float64Array.from({ length: shares.length }, (_, i) => {
    const share = shares[i] as number;
    return share > 0 ? Math.min(upper(i), Math.max(lower(i), scale * share)) : lower(i);
  });
}

function boundAt(bound: Bound, i: number): number {
  return typeof bound === 'number' ? bound : (bound[i] as number);
}

function sumOf(count: number, of: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < count; i += 1) total += of(i);
  return total;
}

interface Breakpoint {
  /** Scale at which a share leaves its lower bound (slope rises) or reaches its upper one (slope falls). */
  readonly scale: number;
  readonly slope: number;
}

function breakpoints(shares: ArrayLike<number>, lower: (i: number) => number, upper: (i: number) => number): Breakpoint[] {
  const points: Breakpoint[] = [];
  for (let i = 0; i < shares.length; i += 1) {
    const share = shares[i] as number;
    if (!(share > 0)) continue;
    points.push({ scale: lower(i) / share, slope: share });
    if (upper(i) < Number.POSITIVE_INFINITY) points.push({ scale: upper(i) / share, slope: -share });
  }
  return points.sort((a, b) => a.scale - b.scale || a.slope - b.slope);
}

/** The sum of the parts grows with the scale along straight pieces; walk them until it reaches the total. */
function scaleFor(points: readonly Breakpoint[], start: number, total: number): number {
  let sum = start;
  let slope = 0;
  let scale = 0;
  for (const point of points) {
    const reached = sum + slope * (point.scale - scale);
    if (slope > 0 && reached >= total) return scale + (total - sum) / slope;
    sum = reached;
    scale = point.scale;
    slope += point.slope;
  }
  return slope > 0 && Number.isFinite(slope) && sum < total && hasOpenEnd(points) ? scale + (total - sum) / slope : scale;
}

/** Solves the scale once more over the shares between their bounds, without the cancellation of the walk. */
function refine(shares: ArrayLike<number>, lower: (i: number) => number, upper: (i: number) => number, total: number, scale: number): number {
  let fixed = 0;
  let free = 0;
  for (let i = 0; i < shares.length; i += 1) {
    const part = scale * (shares[i] as number);
    if (part <= lower(i)) fixed += lower(i);
    else if (part >= upper(i)) fixed += upper(i);
    else free += shares[i] as number;
  }
  const refined = (total - fixed) / free;
  return free > 0 && refined > 0 && Number.isFinite(refined) && hasRoom(shares, upper, total) ? refined : scale;
}

/** Whether the upper bounds leave room for the whole total. */
function hasRoom(shares: ArrayLike<number>, upper: (i: number) => number, total: number): boolean {
  let room = 0;
  for (let i = 0; i < shares.length; i += 1) room += (shares[i] as number) > 0 ? upper(i) : 0;
  return room > total;
}

function hasOpenEnd(points: readonly Breakpoint[]): boolean {
  const rising = points.filter((point) => point.slope > 0).length;
  return points.length < 2 * rising;
}
