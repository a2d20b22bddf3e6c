import { EN_DASH } from '@/lib/format/number';

/** Missing is an en dash that can be asked why: on hover, on focus and by a screen reader. */
export function Missing({ reason = 'not available' }: { readonly reason?: string }) {
  return (
    <span className="na" tabIndex={0} role="note" title={reason} aria-label={`Missing: ${reason}`}>
      {EN_DASH}
    </span>
  );
}
