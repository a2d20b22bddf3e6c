import type { Metadata } from 'next';
import { RuleLink } from '@/components/indices/rule-link';
import { Link } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { readModel } from '@/lib/services/model/read-model';

export const metadata: Metadata = { title: 'Model' };

export default async function ModelPage() {
  const { gate } = await readModel();
  return (
    <>
      <PageTitle title="Model" lede={gate.reason} />
      <p className="prose mt-4">
        So no token has a forecast or a signal, and no index is tilted by one: selections by grade use the <Link href="/learn/rules#rule-3-3">investor and trader grades</Link>, which are ranks of
        measured features and forecast nothing. A model may take their place only while it beats 30-day momentum, size and a ridge regression out of sample (<RuleLink rule="3.5">Rule 3.5</RuleLink>).
        Its training windows and figures will stand here, the poor ones too.
      </p>
    </>
  );
}
