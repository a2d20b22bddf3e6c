import { formatNumber } from '@/lib/format/number';

/** Points for (right of the line) or against (left). `end` is the widest of the list, in points. */
export function ContributionBar({ points, end }: { readonly points: number; readonly end: number }) {
  const width = Math.min(50, (Math.abs(points) / (end || 1)) * 50);
  return (
    <svg className="contrib" role="img" aria-label={`${formatNumber(points, { digits: 1, sign: true })} points`}>
      <rect className={points < 0 ? 'm' : 'p'} x={`${points < 0 ? 50 - width : 50}%`} y="2" width={`${width}%`} height="8" />
      <line x1="50%" x2="50%" y1="0" y2="12" />
    </svg>
  );
}
