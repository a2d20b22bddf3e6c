'use client';

import { ActionForm } from '@/components/account/action-form';
import { CheckField, SelectField, TextField, type Option } from '@/components/ui/field';
import { saveTransaction } from '@/lib/actions/portfolio/save-transaction';
import type { TransactionKind } from '@/lib/domain/portfolio/ledger';

interface TransactionFormProps {
  readonly kind: TransactionKind;
  readonly accounts: readonly Option[];
  readonly assets: readonly Option[];
  readonly firstDay: string;
  readonly lastDay: string;
  /** A new transaction's key, or the id of the one that is changed. */
  readonly identity: { readonly name: 'key' | 'id'; readonly value: string };
  readonly usual: Readonly<Record<string, string>>;
}

const WORDS: Readonly<Record<TransactionKind, { readonly quantity: string; readonly price: string | null; readonly hint: string; readonly submit: string }>> = {
  buy: { quantity: 'Units bought', price: 'Price per unit', hint: 'Paid from the account’s cash.', submit: 'Record the purchase' },
  sell: { quantity: 'Units sold', price: 'Price per unit', hint: 'Takes the oldest lots first. The proceeds become cash of the account.', submit: 'Record the sale' },
  deposit: { quantity: 'Amount', price: 'What a unit cost you', hint: 'From outside. For tokens, the day is the day you bought them; without a cost their gain stays unknown.', submit: 'Record the deposit' },
  withdraw: { quantity: 'Amount', price: null, hint: 'To outside: no sale, and no gain.', submit: 'Record the withdrawal' },
  transfer: { quantity: 'Amount', price: null, hint: 'Lots travel with their day and cost.', submit: 'Record the transfer' },
  migration: { quantity: 'Units given up', price: null, hint: 'Only where one coin replaces another. Lots keep their day and what they cost in all; no sale, no gain.', submit: 'Record the migration' },
  income: { quantity: 'Amount', price: 'Fair value per unit', hint: 'Staking rewards, interest, airdrops. Without a value the day’s close is taken; it becomes the cost.', submit: 'Record the income' },
  fee: { quantity: 'Amount', price: null, hint: 'A fee that stands alone, in US dollars or in tokens.', submit: 'Record the fee' },
};

/** The form of one kind of transaction: only the fields that this kind has. Works as a plain form. */
export function TransactionForm({ kind, accounts, assets, firstDay, lastDay, identity, usual }: TransactionFormProps) {
  const words = WORDS[kind];
  const cashToo = kind !== 'buy' && kind !== 'sell' && kind !== 'migration';
  const offered = cashToo ? [{ value: 'usd', label: 'US dollars (cash)' }, ...assets] : assets;
  return (
    <ActionForm action={saveTransaction} submit={identity.name === 'id' ? 'Save the change' : words.submit} label="Transaction">
      {({ errors, values }) => {
        const of = (name: string): string => values[name] ?? usual[name] ?? '';
        return (
          <>
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name={identity.name} value={identity.value} />
            <SelectField label={kind === 'transfer' ? 'From' : 'Account'} name="accountId" key={`account ${of('accountId')}`} options={accounts} defaultValue={of('accountId')} error={errors.accountId} />
            {kind === 'transfer' ? <SelectField label="To" name="toAccountId" key={`to ${of('toAccountId')}`} options={accounts} defaultValue={of('toAccountId')} error={errors.toAccountId} /> : null}
            <SelectField label="What" name="asset" key={`asset ${of('asset')}`} options={offered} defaultValue={of('asset')} error={errors.asset} />
            <TextField label="Day" name="day" type="date" min={firstDay} max={lastDay} required defaultValue={of('day') || lastDay} error={errors.day} />
            <TextField label={words.quantity} name="quantity" inputMode="decimal" autoComplete="off" required defaultValue={of('quantity')} error={errors.quantity} hint={words.hint} />
            {kind === 'migration' ? <SelectField label="Became" name="toAsset" key={`became ${of('toAsset')}`} options={assets} defaultValue={of('toAsset')} error={errors.toAsset} /> : null}
            {kind === 'migration' ? <TextField label="Units received" name="toQuantity" inputMode="decimal" autoComplete="off" required defaultValue={of('toQuantity')} error={errors.toQuantity} hint="As your account shows them: what it rounded away is rounded away here too." /> : null}
            {words.price === null ? null : <TextField label={words.price} name="unitPrice" before="$" inputMode="decimal" autoComplete="off" defaultValue={of('unitPrice')} error={errors.unitPrice} hint={cashToo ? 'Leave empty for US dollars.' : undefined} />}
            <TextField label="Fee" name="fee" before="$" inputMode="decimal" autoComplete="off" defaultValue={of('fee')} error={errors.fee} hint="In US dollars, from the account’s cash. May stay empty." />
            {kind === 'buy' && identity.name === 'key' ? <CheckField label="The money came from outside: record its deposit too" name="funded" defaultChecked={values.kind === undefined || values.funded === 'on'} /> : null}
            <TextField label="Note" name="note" maxLength={200} autoComplete="off" defaultValue={of('note')} error={errors.note} />
            <div className="mt-4" />
          </>
        );
      }}
    </ActionForm>
  );
}
