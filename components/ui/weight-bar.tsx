import { formatPercent } from '@/lib/format/percent';
import type { TierName } from './tier-mark';

const HUE: Readonly<Record<TierName, string>> = { conservative: 'c', balanced: 'b', aggressive: 'a' };

/** Bar now, tick at the target: for an index, which has no band. `end` is the scale's end, the same down the column. */
export function WeightBar({ weight, target, end, label, tier }: { readonly weight: number; readonly target?: number | null; readonly end: number; readonly label?: string; readonly tier?: TierName }) {
  const x = (value: number): string => `${Math.min(100, Math.max(0, (value / end) * 100)).toFixed(2)}%`;
  const words = `${label ? `${label}: ` : ''}${formatPercent(weight)}${target === null || target === undefined ? '' : `, target ${formatPercent(target)}`}`;
  return (
    <svg className="wbar" role="img" aria-label={words}>
      <rect className={tier ? HUE[tier] : undefined} x="0" y="4" width={x(weight)} height="8" />
      {target === null || target === undefined ? null : <line x1={x(target)} x2={x(target)} y1="0" y2="16" />}
    </svg>
  );
}

/** A thin bar of 100 beside a grade in a table. Decorative: the number stands next to it. */
export function Meter({ value }: { readonly value: number }) {
  return (
    <svg className="meter" aria-hidden="true">
      <rect className="t" x="0" y="6" width="100%" height="4" />
      <rect className="v" x="0" y="6" width={`${Math.min(100, Math.max(0, value)).toFixed(1)}%`} height="4" />
    </svg>
  );
}
