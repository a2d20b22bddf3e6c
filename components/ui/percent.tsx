import { formatPercent } from '@/lib/format/percent';
import { Missing } from './missing';

/** A fraction as percent; null is missing with its reason. */
export function Percent({ value, digits = 1, sign = false, missing }: { readonly value: number | null | undefined; readonly digits?: number; readonly sign?: boolean; readonly missing?: string }) {
  if (value === null || value === undefined || !Number.isFinite(value)) return <Missing reason={missing} />;
  return <span className="nb">{formatPercent(value, { digits, sign })}</span>;
}
