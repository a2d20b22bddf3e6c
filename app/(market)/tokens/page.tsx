import { Link } from '@/components/ui/link';
import { Screener } from '@/components/tokens/screener';
import { applyScreenerQuery, neededFeatures, nothingEligible, PAGE_SIZE, parseScreenerQuery, screenerChoices } from '@/components/tokens/screener-query';
import { Callout } from '@/components/ui/callout';
import { PageTitle } from '@/components/ui/page-title';
import { formatNumber } from '@/lib/format/number';
import { readScreener } from '@/lib/services/tokens/read-screener';
import { listScreenerFeatures, withFeatures } from '@/lib/services/tokens/screener-features';
import { toSearch, type PageSearch } from '@/components/layout/page-search';

export const metadata = { title: 'Tokens' };

export default async function TokensPage({ searchParams }: { readonly searchParams: PageSearch }) {
  const [screener, search] = await Promise.all([readScreener(), toSearch(searchParams)]);
  if (screener === null) return <PageTitle title="Tokens" lede="No market is loaded yet. The first start loads one; see Status for how far it is." />;
  const query = parseScreenerQuery(new URLSearchParams(search));
  const features = await listScreenerFeatures(screener);
  const found = applyScreenerQuery(await withFeatures(screener, neededFeatures(query)), query);
  const start = (query.page - 1) * PAGE_SIZE;
  return (
    <>
      <PageTitle
        title="Tokens"
        lede={<>{formatNumber(screener.rows.filter((row) => row.eligible).length)} eligible of {formatNumber(screener.rows.length)}. Stablecoins, wrapped and staked tokens are left out of ranks (<Link className="nb" href="/learn/rules#rule-2.2">Rule 2.2</Link>).</>}
      />
      {!screener.scored && <Callout tone="warn" live>Figures and grades of this market are still being computed. Names stand here already; numbers follow as soon as they are ready (<Link href="/status">status</Link>).</Callout>}
      {screener.scored && nothingEligible(screener.rows) && <Callout tone="warn" live>No index may hold any of these yet: what they are and their history are still being fetched (<Link href="/status">status</Link>). All are listed meanwhile.</Callout>}
      <Screener rows={found.slice(start, start + PAGE_SIZE)} total={found.length} search={search} choices={screenerChoices(screener.rows)} features={features} />
    </>
  );
}
