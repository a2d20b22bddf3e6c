import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { ExampleTable } from '@/components/learn/figures/example-table';
import { FigureList } from '@/components/learn/figures/figure-list';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';

export const metadata: Metadata = { title: 'The figures', description: 'Return, risk and drawdown with formula, convention and a worked example.' };

export default function FiguresPage() {
  return (
    <>
      <PageTitle crumb={<><Link href="/learn">Learn</Link> / The figures</>} title="The figures" lede={<>Each with its formula, what our convention settles, and an example worked by the function that the other pages use (<Link href="/learn/rules#rule-11">Rule 11</Link>).</>} />
      <Section title="The example" note="Invented, seven days: small enough to check by hand">
        <ExampleTable />
      </Section>
      <FigureList />
      <p className="cap">Past figures say nothing certain about the future. Educational, not financial advice.</p>
    </>
  );
}
