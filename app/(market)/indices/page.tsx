import { IndexFilters } from '@/components/indices/index-filters';
import { applyIndexQuery, parseIndexQuery } from '@/components/indices/index-query';
import { IndexTable, WaitingIndices } from '@/components/indices/index-table';
import { RuleLink } from '@/components/indices/rule-link';
import { toSearch, type PageSearch } from '@/components/layout/page-search';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';
import { currentUser } from '@/lib/auth/session';
import { formatNumber } from '@/lib/format/number';
import { readShell } from '@/lib/services/overview/read-shell';
import { readPlanOverlap } from '@/lib/services/indices/plan-overlap';
import { listIndices } from '@/lib/services/indices/read-indices';

export const metadata = { title: 'Indices' };

export default async function IndicesPage({ searchParams }: { readonly searchParams: PageSearch }) {
  const [{ indices }, dataset, search, user] = await Promise.all([listIndices(), readShell(), toSearch(searchParams), currentUser()]);
  const planOverlap = user === null ? null : await readPlanOverlap(user.id, indices);
  const query = parseIndexQuery(new URLSearchParams(search));
  const found = applyIndexQuery(indices, query);
  const live = found.filter(({ status }) => status === 'live');
  const waiting = found.filter(({ status }) => status === 'waiting');
  return (
    <>
      <PageTitle
        title="Indices"
        lede={<>{formatNumber(indices.length)} sets of written rules in three tiers. Each says what it holds, why, and what trading cost; the same rules run over the whole history (<RuleLink rule="4">Rule 4</RuleLink>).</>}
      />
      <IndexFilters query={query} />
      {live.length > 0 && dataset !== null && <IndexTable indices={live} query={query} lastDay={dataset.lastDay} planOverlap={planOverlap} />}
      {found.length === 0 && <p className="prose">No index fits all of these. Take a chip off.</p>}
      {waiting.length > 0 && <Section title="Waiting for data" note="Their rules stand; a source is missing"><WaitingIndices indices={waiting} /></Section>}
    </>
  );
}
