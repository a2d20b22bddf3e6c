import { Link } from '@/components/ui/link';
import { Callout } from '@/components/ui/callout';
import { ChipLink, Chips } from '@/components/ui/chip';
import { PageTitle } from '@/components/ui/page-title';
import { SectionHead } from '@/components/ui/section-head';
import { CASH, type TransactionKind } from '@/lib/domain/portfolio/ledger';
import { formatDay } from '@/lib/format/day';
import { KIND_TITLE, kindOptions } from './kinds';
import { RemoveTransaction } from './remove-forms';
import { TransactionForm } from './transaction-form';
import type { TransactionLineProps, TransactionsViewProps } from './transactions-view';

interface TransactionEditProps {
  readonly line: TransactionLineProps & { readonly accountId: string; readonly toAccountId: string | null; readonly toAsset: string | null; readonly suggestionId: string | null };
  readonly choices: NonNullable<TransactionsViewProps['choices']>;
  readonly kind: TransactionKind;
}

/** One transaction: changed or removed, if what came after it is still possible. */
export function TransactionEdit({ line, choices, kind }: TransactionEditProps) {
  const usual = { accountId: line.accountId, toAccountId: line.toAccountId ?? '', asset: line.asset, day: line.day, quantity: line.quantity, toAsset: line.toAsset ?? '', toQuantity: line.toQuantity ?? '', unitPrice: line.unitPrice ?? '', fee: line.fee === '0' ? '' : line.fee, note: line.note };
  const name = line.asset === CASH ? 'US dollars' : (choices.assets.find(({ id }) => id === line.asset)?.name ?? line.symbol);
  return (
    <>
      <PageTitle crumb={<><Link href="/portfolio">Portfolio</Link> / <Link href="/portfolio/transactions">Transactions</Link> / {formatDay(line.day)}</>} title={`${KIND_TITLE[line.kind]}: ${name}`} lede="A change is made only if everything booked after it is still possible; otherwise it says which transaction is in the way." />
      {line.suggestionId === null ? null : <div className="mt-4"><Callout>This trade was recorded from <Link className="underline" href={`/rebalance/${line.suggestionId}`}>a suggestion</Link>.</Callout></div>}
      <div className="cols main-side mt-10">
        <div className="max-w-[720px]">
          <SectionHead title="Change" />
          <div className="mt-4"><Chips label="Kind of transaction" wrap>{kindOptions().map(({ value, label }) => <ChipLink key={value} href={`/portfolio/transactions/${line.id}?kind=${value}`} on={value === kind}>{label}</ChipLink>)}</Chips></div>
          <TransactionForm
            kind={kind} firstDay={choices.firstDay} lastDay={choices.lastDay} identity={{ name: 'id', value: line.id }} usual={usual}
            accounts={choices.accounts.map(({ id, name }) => ({ value: id, label: name }))}
            assets={choices.assets.map(({ id, name, symbol }) => ({ value: id, label: `${name} (${symbol})` }))}
          />
        </div>
        <div><SectionHead title="Remove" /><p className="prose mt-3 mb-4">Everything is booked again as if it had never been. Refused where a later one needs what it brought.</p><RemoveTransaction id={line.id} /></div>
      </div>
    </>
  );
}
