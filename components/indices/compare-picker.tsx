import { formatNumber } from '@/lib/format/number';
import type { IndexSummaryShape } from '@/lib/schemas/api/indices';
import { ChipLink } from '../ui/chip';
import { TierMark } from '../ui/tier-mark';
import { COMPARED_AT_MOST, compareAddress, toggled } from './compare-query';

/** Every live index at the address that adds or takes it off; when the page is full, only what is on it. */
export function ComparePicker({ indices, picks }: { readonly indices: readonly Pick<IndexSummaryShape, 'slug' | 'name' | 'tier'>[]; readonly picks: readonly string[] }) {
  const full = picks.length >= COMPARED_AT_MOST;
  const offered = indices.filter(({ slug }) => !full || picks.includes(slug));
  return (
    <div className="mt-5">
      <div className="chips" role="group" aria-label="Indices to compare">
        {offered.map(({ slug, name, tier }) => <ChipLink key={slug} href={compareAddress(toggled(picks, slug))} on={picks.includes(slug)}><TierMark tier={tier}>{name}</TierMark></ChipLink>)}
      </div>
      {full && <p className="cap">{formatNumber(COMPARED_AT_MOST)} at most: take one off to choose another.</p>}
    </div>
  );
}
