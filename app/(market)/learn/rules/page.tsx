import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { Rulebook, RulebookContents } from '@/components/learn/rulebook/rulebook';
import { PageTitle } from '@/components/ui/page-title';

export const metadata: Metadata = { title: 'The rules', description: 'Every rule of the product, with its numbers read from the code that applies them.' };

export default function RulesPage() {
  return (
    <>
      <PageTitle crumb={<><Link href="/learn">Learn</Link> / The rules</>} title="The rules" lede="Everything the product does follows these rules. Their numbers are read from the same constants that the code runs on; what is not applied yet says so." />
      <div className="mt-6"><RulebookContents /></div>
      <Rulebook />
      <p className="cap">Educational, not financial advice.</p>
    </>
  );
}
