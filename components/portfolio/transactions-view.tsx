import { Link } from '@/components/ui/link';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ChipLink, Chips } from '@/components/ui/chip';
import { DataTable } from '@/components/ui/data-table';
import { Money, Price, Quantity } from '@/components/ui/money';
import { PageTitle } from '@/components/ui/page-title';
import { SectionHead } from '@/components/ui/section-head';
import type { TransactionKind } from '@/lib/domain/portfolio/ledger';
import { formatDay } from '@/lib/format/day';
import { formatCount } from '@/lib/format/number';
import { AccountForm } from './account-form';
import { KIND_TITLE, kindOptions } from './kinds';
import { TransactionForm } from './transaction-form';

export interface TransactionLineProps {
  readonly id: string;
  readonly kind: TransactionKind;
  readonly day: string;
  readonly asset: string;
  readonly symbol: string;
  readonly quantity: string;
  readonly toSymbol: string | null;
  readonly toQuantity: string | null;
  readonly unitPrice: string | null;
  readonly fee: string;
  readonly account: string;
  readonly toAccount: string | null;
  readonly note: string;
  /** Entered at simulated prices. */
  readonly simulated: boolean;
}

export interface TransactionsViewProps {
  readonly kind: TransactionKind;
  readonly saved: string | null;
  readonly lines: readonly TransactionLineProps[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly choices: { readonly accounts: readonly { readonly id: string; readonly name: string }[]; readonly assets: readonly { readonly id: string; readonly symbol: string; readonly name: string }[]; readonly firstDay: string; readonly lastDay: string; readonly key: string } | null;
  readonly asset: string | null;
  /** What an address fills in beforehand. */
  readonly prefilled: Readonly<Record<string, string>>;
}

const SAVED: Readonly<Record<string, string>> = { added: 'Recorded. Positions and lots were booked again.', changed: 'Changed. Positions and lots were booked again.', removed: 'Removed. Positions and lots were booked again.' };
const NO_UNIT_PRICE = 'This kind has no price, or its cost is not known.';

const COLUMNS = [
  { key: 'what', head: 'What', rowHead: true, cell: (row: TransactionLineProps) => <Link href={`/portfolio/transactions/${row.id}`}>{KIND_TITLE[row.kind]} <span className="sym">{row.toSymbol === null ? row.symbol : `${row.symbol} → ${row.toSymbol}`}</span></Link> },
  { key: 'day', head: 'Day', cell: (row: TransactionLineProps) => formatDay(row.day) },
  { key: 'quantity', head: 'Amount', numeric: true, cell: (row: TransactionLineProps) => (row.asset === 'usd' ? <Money value={row.quantity} /> : <><Quantity value={row.quantity} />{row.toQuantity === null ? null : <> → <Quantity value={row.toQuantity} /></>}</>) },
  { key: 'price', head: 'Price', numeric: true, phone: 'hide' as const, cell: (row: TransactionLineProps) => <Price value={row.unitPrice} missing={NO_UNIT_PRICE} /> },
  { key: 'fee', head: 'Fee', numeric: true, phone: 'hide' as const, cell: (row: TransactionLineProps) => <Money value={row.fee} /> },
  { key: 'account', head: 'Account', phone: 'full' as const, cell: (row: TransactionLineProps) => <span className="muted">{row.toAccount === null ? row.account : `${row.account} → ${row.toAccount}`}{row.unitPrice === null ? null : <span className="desk:hidden">, at <Price value={row.unitPrice} /></span>}</span> },
  { key: 'note', head: 'Note', phone: 'full' as const, wrap: true, cell: (row: TransactionLineProps) => (row.simulated || row.note !== '' ? <span className="muted">{row.simulated && <><span className="mark">entered at simulated prices</span> </>}{row.note}</span> : null) },
];

/** The form starts anew for another kind, another prefill and after each entry; a refusal keeps it, which without a script needs the same key again. */
function AddForm({ choices, kind, asset, prefilled, total }: Pick<TransactionsViewProps, 'choices' | 'kind' | 'asset' | 'prefilled' | 'total'>) {
  if (choices === null) return <p className="prose mt-3">No market is loaded yet: there is no token to choose.</p>;
  if (choices.accounts.length === 0) return <><p className="prose mt-3">First an account: what you hold is kept in one, and a transfer moves it to another.</p><AccountForm account={null} next="transactions" /></>;
  return (
    <>
      <div className="mt-4"><Chips label="Kind of transaction" wrap>{kindOptions().map(({ value, label }) => <ChipLink key={value} href={`/portfolio/transactions?kind=${value}`} on={value === kind}>{label}</ChipLink>)}</Chips></div>
      <TransactionForm
        key={[kind, total, asset, ...Object.values(prefilled)].join(' ')} kind={kind} firstDay={choices.firstDay} lastDay={choices.lastDay} identity={{ name: 'key', value: choices.key }}
        accounts={choices.accounts.map(({ id, name }) => ({ value: id, label: name }))}
        assets={choices.assets.map(({ id, name, symbol }) => ({ value: id, label: `${name} (${symbol})` }))}
        usual={{ asset: asset ?? (kind === 'deposit' || kind === 'withdraw' ? 'usd' : 'bitcoin'), day: choices.lastDay, ...prefilled }}
      />
    </>
  );
}

/** The ledger: what was entered, and the form for more. */
export function TransactionsView(props: TransactionsViewProps) {
  const { lines, page, pages, total, saved } = props;
  return (
    <>
      <PageTitle crumb={<><Link href="/portfolio">Portfolio</Link> / Transactions</>} title="Transactions" lede={total === 0 ? 'What you bought, sold, moved and earned. Everything else is computed from it.' : `${formatCount(total, 'transaction')}, newest first. Lots are booked from them, first in, first out.`} actions={<><ButtonLink href="/portfolio/ledger.csv" download>CSV</ButtonLink><ButtonLink href="/portfolio/accounts">Accounts</ButtonLink></>} />
      {saved !== null && SAVED[saved] !== undefined ? <div className="mt-4"><Callout live>{SAVED[saved]} <Link className="underline" href="/portfolio">See the portfolio</Link></Callout></div> : null}
      <div className="cols main-side mt-10">
        <div>
          <SectionHead title="The ledger" />
          {lines.length === 0 ? <p className="prose mt-3">Nothing entered yet. A deposit of what you hold is the shortest way.</p> : <DataTable caption="Transactions, newest first" rows={lines} rowKey={(row) => row.id} columns={COLUMNS} />}
          {pages > 1 ? <p className="actions mt-4">{page > 1 ? <Link href={`/portfolio/transactions?page=${page - 1}`}>Newer</Link> : null}<span className="muted">Page {page} of {pages}</span>{page < pages ? <Link href={`/portfolio/transactions?page=${page + 1}`}>Older</Link> : null}</p> : null}
        </div>
        <div><SectionHead title="Add a transaction" /><AddForm {...props} /></div>
      </div>
    </>
  );
}
