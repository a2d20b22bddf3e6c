import { Link } from '@/components/ui/link';
import { DataTable } from '@/components/ui/data-table';
import { PageTitle } from '@/components/ui/page-title';
import { SectionHead } from '@/components/ui/section-head';
import { AccountForm } from './account-form';

interface AccountLine {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly taxTreatment: string;
}

const KIND: Readonly<Record<string, string>> = { exchange: 'exchange account', wallet: 'wallet', broker: 'broker', sample: 'sample' };
const TAX: Readonly<Record<string, string>> = { taxable: 'taxable', deferred: 'tax-deferred', free: 'tax-free' };

const COLUMNS = [
  { key: 'name', head: 'Name', rowHead: true, cell: (row: AccountLine) => <Link href={`/portfolio/accounts/${row.id}`}>{row.name}</Link> },
  { key: 'kind', head: 'What it is', cell: (row: AccountLine) => KIND[row.kind] ?? row.kind },
  { key: 'tax', head: 'Gains', cell: (row: AccountLine) => TAX[row.taxTreatment] ?? row.taxTreatment },
];

/** Where positions live. */
export function AccountsView({ accounts }: { readonly accounts: readonly AccountLine[] }) {
  return (
    <>
      <PageTitle crumb={<><Link href="/portfolio">Portfolio</Link> / Accounts</>} title="Accounts and wallets" lede="Each keeps its own lots: what was bought at one time. A transfer takes them along, with their day and cost." />
      <div className="cols main-side mt-10">
        <div><SectionHead title="Yours" />{accounts.length === 0 ? <p className="prose mt-3">None yet. Open the first one here.</p> : <DataTable caption="Accounts" rows={accounts} rowKey={(row) => row.id} columns={COLUMNS} />}</div>
        <div><SectionHead title="Open an account" /><AccountForm account={null} /></div>
      </div>
    </>
  );
}
