import { formatNumber } from '@/lib/format/number';

/** Says beside an index's name how many of its positions nothing is advised about; nothing where there are none. */
export function StaleMark({ stale, holdings }: { readonly stale: number; readonly holdings: number }) {
  if (stale === 0) return null;
  return <span className="mark" title="Closes past 48 hours: nothing is advised about them">{stale === holdings ? 'stale' : `${formatNumber(stale)} stale`}</span>;
}
