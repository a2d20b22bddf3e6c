import { Link } from '@/components/ui/link';
import { ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';

/** Before there is anything to rebalance: what is missing, and where to get it. */
export function RebalanceStart({ market, plan, holdings }: { readonly market: boolean; readonly plan: boolean; readonly holdings: boolean }) {
  const next = plan ? { href: '/portfolio', label: 'Enter what you hold' } : { href: '/plan', label: 'Make your plan' };
  return (
    <>
      <PageTitle title="What should I do today?" lede="The answer needs two things: where you want to be, and where you are. Then this page names the few trades that bring you back inside your bands, with their reason, tax and cost, or says that there is nothing to do." actions={<ButtonLink look="primary" href={next.href}>{next.label}</ButtonLink>} />
      <Section title="What is there">
        <ul className="notl">
          <li><b>A market:</b> {market ? 'loaded.' : <>none yet. See <Link href="/status">status</Link>.</>}</li>
          <li><b>Your plan:</b> {plan ? <>made. <Link href="/plan">Look at it</Link>.</> : <>not yet. <Link href="/plan">Four short steps</Link>.</>}</li>
          <li><b>What you hold:</b> {holdings ? 'entered.' : <>nothing yet. <Link href="/portfolio">Enter it by hand, or play with a sample</Link>. Or, if you start with money: <Link href="/rebalance?invest=1000">what would $1,000 buy?</Link></>}</li>
        </ul>
      </Section>
      <p className="cap">Educational, not financial advice.</p>
    </>
  );
}
