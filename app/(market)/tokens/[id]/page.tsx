import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PriceChart } from '@/components/charts/price-chart';
import { parseRange } from '@/components/charts/windows';
import { BeyondGrade } from '@/components/tokens/detail/beyond-grade';
import { FeatureTable } from '@/components/tokens/detail/feature-table';
import { GradePanel } from '@/components/tokens/detail/grade-panel';
import { DayBusy, DayForm, PastNote } from '@/components/tokens/detail/past-day';
import { historyUpTo } from '@/components/tokens/detail/history-part';
import { KeyFigures } from '@/components/tokens/detail/key-figures';
import { QuoteLine } from '@/components/tokens/detail/quote-line';
import { ForAndAgainst, WhatMoved } from '@/components/tokens/detail/reasons';
import { Anomalies, ChainFacts, HoldingIndices, Liquidity } from '@/components/tokens/detail/side-facts';
import { TokenTitle } from '@/components/tokens/detail/token-title';
import { Link } from '@/components/ui/link';
import { Section, SectionHead } from '@/components/ui/section-head';
import { askTokenPage } from '@/lib/services/tokens/read-token-page';

interface TokenPageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly range?: string; readonly scale?: string; readonly day?: string }>;
}

const readPage = cache(askTokenPage);

async function asked({ params, searchParams }: TokenPageProps) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  return { id, search, page: await readPage(id, search.day) };
}

export async function generateMetadata(props: TokenPageProps): Promise<Metadata> {
  const { page, search } = await asked(props);
  return { title: page && page !== 'busy' ? `${page.token.asset.name} (${page.token.asset.symbol})` : 'Token', robots: search.day === undefined ? undefined : { index: false } };
}

export default async function TokenPage(props: TokenPageProps) {
  const { id, page, search } = await asked(props);
  if (page === null) notFound();
  if (page === 'busy') return <DayBusy id={id} day={search.day ?? ''} />;
  const { token, past } = page;
  const history = past ? historyUpTo(page.history, token.day) : page.history;
  const { asset, lenses, dataset, freshness } = token;
  const features = lenses.flatMap((lens) => lens.features);
  return (
    <>
      <TokenTitle token={token} freshness={freshness} />
      {past && <PastNote id={asset.id} day={token.day} />}
      <KeyFigures figures={token.figures} bitcoin={page.bitcoin} share={page.share} day={token.priceDay} source={page.source} conflicts={page.conflicts} freshness={freshness} />
      {token.quote !== null && <QuoteLine quote={token.quote} close={token.figures.price} />}
      <div className="cols main-side mt-10">
        <Section title="Why this grade" end={<Link href="/learn/rules#rule-3.2">How grades are made</Link>}>
          <GradePanel investor={token.investor} trader={token.trader} rating={token.rating} ratingSince={token.ratingSince} day={token.day} dataset={dataset.name} ungraded={token.ungraded} freshness={freshness} lenses={lenses} lensesBefore={token.lensesBefore} />
          <ForAndAgainst contributions={token.contributions} />
        </Section>
        <div>
          <WhatMoved moved={token.moved} rating={token.rating} />
          <Anomalies anomalies={token.anomalies} day={token.day} />
        </div>
      </div>
      <section className="section">
        <PriceChart title="Price and grade" days={history.days} close={history.close} investorGrade={history.investorGrade} traderGrade={history.traderGrade} holdZone={page.holdZone} view={{ range: parseRange(search.range), scale: search.scale === 'linear' ? 'linear' : 'log' }} csvHref={`/tokens/${asset.id}/history.csv`} simulated={dataset.simulated} note={page.gradesNote} keep={past ? `day=${token.day}` : ''} />
        <DayForm day={token.day} first={history.days[0] ?? token.day} last={page.history.days.at(-1) ?? token.day} />
      </section>
      <BeyondGrade symbol={asset.symbol} dataset={dataset.name} peers={page.peers} forecast={token.forecast} freshness={freshness} texts={page.texts} />
      <div className="cols main-side mt-10">
        <section className="section">
          <SectionHead title="Features" note={`${features.filter((feature) => feature.value !== null).length} of ${features.length} have a value; grades are percentiles among ${token.graded} tokens`}>{!past && <a href={`/tokens/${asset.id}/features.csv`}>CSV</a>}</SectionHead>
          <FeatureTable lenses={lenses} dataset={dataset.name} ungraded={token.ungraded} />
        </section>
        <div>
          {!past && <HoldingIndices indices={page.indices} symbol={asset.symbol} />}
          <Liquidity liquidity={token.liquidity} />
          <ChainFacts asset={asset} />
        </div>
      </div>
    </>
  );
}
