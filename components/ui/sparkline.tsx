import type { TierName } from './tier-mark';

const WIDTH = 96;
const HEIGHT = 24;
const PAD = 2;
const HUE: Readonly<Record<TierName, string>> = { conservative: 't-c', balanced: 't-b', aggressive: 't-a' };

/** SVG path of a series stretched over 96 × 24; a missing value breaks the line. */
export function sparkPath(values: readonly (number | null)[]): string {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const low = Math.min(...known);
  const high = Math.max(...known);
  const step = WIDTH / Math.max(1, values.length - 1);
  let pen = 'M';
  const points: string[] = [];
  values.forEach((value, position) => {
    if (value === null || !Number.isFinite(value)) {
      pen = 'M';
      return;
    }
    const y = high === low ? HEIGHT / 2 : PAD + ((high - value) / (high - low)) * (HEIGHT - 2 * PAD);
    points.push(`${pen}${(position * step).toFixed(1)} ${y.toFixed(1)}`);
    pen = 'L';
  });
  return points.join('');
}

/** A line without axes: for shape only, so hidden from screen readers unless labelled. */
export function Sparkline({ values, label, tier }: { readonly values: readonly (number | null)[]; readonly label?: string; readonly tier?: TierName }) {
  const path = sparkPath(values);
  if (path === '') return null;
  return (
    <svg className={`spark ${tier ? HUE[tier] : ''}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
