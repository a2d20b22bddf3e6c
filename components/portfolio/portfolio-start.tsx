import { Link } from '@/components/ui/link';
import { ActionForm } from '@/components/account/action-form';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';
import { addSample } from '@/lib/actions/portfolio/add-sample';

/** Before the first transaction: three ways in, and a portfolio to play with. */
export function PortfolioStart({ market }: { readonly market: boolean }) {
  return (
    <>
      <PageTitle title="What do you have?" lede="Enter what you hold once. From then on this page knows its value, how it has done by time and by money, and how far it is from your plan." actions={<ButtonLink look="primary" href="/portfolio/transactions?kind=deposit">Enter what you hold</ButtonLink>} />
      {market ? null : <p className="callout warn">No market is loaded yet, so nothing can be valued. <Link href="/status">Status</Link> says how far it is.</p>}
      <Section title="Three ways in">
        <ol className="notl">
          <li><b>1. By hand.</b> One line for each thing you hold: <Link href="/portfolio/transactions?kind=deposit">a deposit</Link> with its day and what you paid, or every <Link href="/portfolio/transactions?kind=buy">purchase</Link> and sale as it was.</li>
          <li><b>2. By program.</b> <Link href="/settings/keys">Make a key</Link> and send transactions to the <a href="/api/v1/docs">API</a>; the same key twice books once.</li>
          <li><b>3. Starting with money.</b> <Link href="/portfolio/transactions?kind=deposit&asset=usd">Deposit US dollars</Link>, and <Link href="/rebalance">Rebalance</Link> says what to buy for your plan.</li>
        </ol>
      </Section>
      <Section title="Or play first">
        <p className="prose mt-3">A sample of $20,000, bought three weeks before the last day of the market at its closes, after your plan if you have one. It is marked as a sample, and goes when you delete its account.</p>
        <ActionForm action={addSample} submit="Load the sample portfolio" look="secondary" label="Sample portfolio" className="mt-4" />
      </Section>
    </>
  );
}
