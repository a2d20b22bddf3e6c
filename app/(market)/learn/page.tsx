import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { ClaimsTable } from '@/components/learn/rulebook/claims-table';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';

export const metadata: Metadata = { title: 'Learn' };

const PAGES = [
  { href: '/learn/rules', title: 'The rules', about: 'Every rule with its numbers, read from the code that applies them.' },
  { href: '/learn/figures', title: 'The figures', about: 'Return, risk and drawdown: formula, convention and a worked example, computed as you look.' },
  { href: '/learn/gauge', title: 'The band gauge', about: 'How to read the drawing that stands wherever there is a target.' },
  { href: '/learn/claims', title: 'The claim checker', about: 'Numbers that guides repeat, the right ones beside them, and fields to try your own.' },
  { href: '/model', title: 'The model', about: 'Whether a forecast may tilt an index, and on what evidence.' },
  { href: '/api/v1/docs', title: 'The API', about: 'The same engine for scripts, with every calculator.' },
];

export default function LearnPage() {
  return (
    <>
      <PageTitle title="Learn" lede="How the numbers on the other pages come about, and which ones in circulation are wrong." />
      <Section title="Pages">
        <ul className="notl">{PAGES.map((page) => <li key={page.href}><b><Link href={page.href}>{page.title}</Link></b> {page.about}</li>)}</ul>
      </Section>
      <Section title="Often said, and right" note="Computed by the product’s own functions" end={<Link href="/learn/claims">Try your own numbers</Link>}>
        <ClaimsTable />
      </Section>
      <p className="cap">Educational, not financial advice.</p>
    </>
  );
}
