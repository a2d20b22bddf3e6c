import { STALE_HOURS } from '@/lib/domain/market/live-rules';
import { freshnessClause } from '@/lib/format/freshness';
import { formatWord } from '@/lib/format/number';
import type { IndexDetailShape } from '@/lib/schemas/api/indices';
import { Callout } from '../ui/callout';
import { Link } from '../ui/link';

const NAMED = 3;

/** Says which positions are carried at closes that are too old; nothing where none is. */
export function StaleNote({ index }: { readonly index: Pick<IndexDetailShape, 'stale' | 'holdings'> }) {
  const { stale, holdings } = index;
  if (stale.length === 0) return null;
  const named = stale.slice(0, NAMED);
  const all = stale.length === holdings.length;
  const count = `${formatWord(stale.length)} of ${formatWord(holdings.length)} positions ${stale.length === 1 ? 'is' : 'are'} stale.`;
  return (
    <div className="mt-5">
      <Callout tone="warn">
        <b>{all ? 'The level is stale.' : count.replace(/^./, (letter) => letter.toUpperCase())}</b>{' '}
        {named.map((each, at) => <span key={each.id}>{at > 0 && '; '}<Link className="underline" href={`/tokens/${each.id}`}>{each.name}</Link>: {freshnessClause(each)}</span>)}{stale.length > NAMED ? `; and ${formatWord(stale.length - NAMED)} more` : ''}.
        {' '}The level carries those closes. Past {STALE_HOURS} hours nothing is advised about them.
      </Callout>
    </div>
  );
}
