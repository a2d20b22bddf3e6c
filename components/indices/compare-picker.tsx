import { formatNumber } from '@/lib/format/number';
import type { IndexSummaryShape } from '@/lib/schemas/api/indices';
import { Callout } from '../ui/callout';
import { ChipLink } from '../ui/chip';
import { TierMark } from '../ui/tier-mark';
import { COMPARED_AT_MOST, compareAddress, toggled } from './compare-query';

interface ComparePickerProps {
  readonly indices: readonly Pick<IndexSummaryShape, 'slug' | 'name' | 'tier'>[];
  readonly picks: readonly string[];
  /** All that were ticked; those beyond the picks are named as left out. */
  readonly ticked?: readonly string[];
}

/** Every live index at the address that adds or takes it off; when the page is full, only what is on it. */
export function ComparePicker({ indices, picks, ticked = picks }: ComparePickerProps) {
  const full = picks.length >= COMPARED_AT_MOST;
  const leftOut = ticked.filter((slug) => !picks.includes(slug)).map((slug) => indices.find((index) => index.slug === slug)?.name ?? slug);
  const offered = indices.filter(({ slug }) => !full || picks.includes(slug));
  return (
    <div className="mt-5">
      {leftOut.length > 0 && <div className="mb-4"><Callout tone="warn">{formatNumber(ticked.length)} were ticked; the first {formatNumber(picks.length)} are compared. Left out: {leftOut.join(', ')}.</Callout></div>}
      <div className="chips" role="group" aria-label="Indices to compare">
        {offered.map(({ slug, name, tier }) => <ChipLink key={slug} href={compareAddress(toggled(picks, slug))} on={picks.includes(slug)}><TierMark tier={tier}>{name}</TierMark></ChipLink>)}
      </div>
      {full && <p className="cap">{formatNumber(COMPARED_AT_MOST)} at most: take one off to choose another.</p>}
    </div>
  );
}
