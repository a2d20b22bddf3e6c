import { Link } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { SectionHead } from '@/components/ui/section-head';
import { AccountForm } from './account-form';
import { RemoveAccount } from './remove-forms';

/** One account: renamed, or deleted with its transactions. */
export function AccountEdit({ account }: { readonly account: { readonly id: string; readonly name: string; readonly kind: string; readonly taxTreatment: string } }) {
  const sample = account.kind === 'sample';
  return (
    <>
      <PageTitle crumb={<><Link href="/portfolio">Portfolio</Link> / <Link href="/portfolio/accounts">Accounts</Link> / {account.name}</>} title={account.name} lede={sample ? 'A sample to play with.' : undefined} />
      <div className="cols main-side mt-10">
        <div className="max-w-[720px]">{sample ? <p className="prose">A sample is not changed, only deleted.</p> : <><SectionHead title="Change" /><AccountForm account={account} /></>}</div>
        <div><SectionHead title="Delete" /><p className="prose mt-3 mb-4">Its transactions go with it. Refused where another account lives on what came from here.</p><RemoveAccount id={account.id} /></div>
      </div>
    </>
  );
}
