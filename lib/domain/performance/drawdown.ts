type Numbers = ArrayLike<number>;

/** The deepest fall from a high. Indices into the levels; null where levels never fell, `recovered` null where they have not come back. */
export interface Drawdown {
  /** ≤ 0. */
  readonly depth: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly recovered: number | null;
}

/** Level over the highest level so far (the first included), less 1, for each level. Example: 100, 80, 120 give 0, −0.2, 0. */
export function drawdownPath(levels: Numbers): Float64Array {
  let high = 0;
  return Float64Array.from(levels, (level) => {
    high = Math.max(high, level);
    return level / high - 1;
  });
}

/** The deepest drawdown; of equals the first. Example: 100, 110, 88, 92, 111 give −0.2 from 1 to 2, recovered at 4. */
export function maxDrawdown(levels: Numbers): Drawdown {
  let high = 0;
  let deepest: Drawdown = { depth: 0, start: null, end: null, recovered: null };
  for (let i = 1; i < levels.length; i += 1) {
    if ((levels[i] as number) > (levels[high] as number)) high = i;
    const depth = (levels[i] as number) / (levels[high] as number) - 1;
    if (depth < deepest.depth) deepest = { depth, start: high, end: i, recovered: null };
  }
  const { start, end } = deepest;
  if (start === null || end === null) return deepest;
  for (let i = end + 1; i < levels.length; i += 1) {
    if ((levels[i] as number) >= (levels[start] as number)) return { ...deepest, recovered: i };
  }
  return deepest;
}
