/** A drawing of 324 × 230: room for a name at each end of an axis. */
export const RADAR = { width: 324, height: 230, x: 162, y: 116, radius: 82, label: 14 } as const;

export interface RadarPoint {
  readonly x: number;
  readonly y: number;
}

/** Where a grade (0 to 100) lies on one of `count` axes, the first pointing up. Example: 100 on the first axis is (162, 34). */
export function radarPoint(axis: number, count: number, grade: number, beyond = 0): RadarPoint {
  const angle = -Math.PI / 2 + (2 * Math.PI * axis) / count;
  const length = (RADAR.radius * grade) / 100 + beyond;
  const round = (value: number): number => Math.round(value * 100) / 100;
  return { x: round(RADAR.x + length * Math.cos(angle)), y: round(RADAR.y + length * Math.sin(angle)) };
}

const MIN_POINTS = 3;

/** Outline through the grades that are there; null with fewer than three, for they enclose nothing. A missing one is passed by, never drawn at zero. */
export function radarOutline(grades: readonly (number | null)[]): string | null {
  const points = grades.flatMap((grade, axis) => (grade === null ? [] : [radarPoint(axis, grades.length, grade)]));
  return points.length < MIN_POINTS ? null : points.map(({ x, y }) => `${x},${y}`).join(' ');
}

/** How a name at an axis's end is anchored, so that it never runs into the drawing. */
export function labelAnchor(axis: number, count: number): 'start' | 'middle' | 'end' {
  const { x } = radarPoint(axis, count, 100);
  return Math.abs(x - RADAR.x) < 1 ? 'middle' : x > RADAR.x ? 'start' : 'end';
}
