'use client';

import { ActionForm } from '@/components/account/action-form';
import { SelectField, TextField } from '@/components/ui/field';
import { saveAccount } from '@/lib/actions/portfolio/save-account';

const KINDS = [{ value: 'exchange', label: 'Exchange account' }, { value: 'wallet', label: 'Wallet' }, { value: 'broker', label: 'Broker' }] as const;
const TAX = [{ value: 'taxable', label: 'Taxable' }, { value: 'deferred', label: 'Tax-deferred' }, { value: 'free', label: 'Tax-free' }] as const;

interface AccountFormProps {
  readonly account: { readonly id: string; readonly name: string; readonly kind: string; readonly taxTreatment: string } | null;
  /** Where to go on: to the accounts, or to the first transaction. */
  readonly next?: 'transactions';
}

/** Opens an account, or changes one. */
export function AccountForm({ account, next }: AccountFormProps) {
  return (
    <ActionForm action={saveAccount} submit={account === null ? 'Open the account' : 'Save the change'} label="Account">
      {({ errors, values }) => (
        <>
          {account === null ? null : <input type="hidden" name="id" value={account.id} />}
          {next === undefined ? null : <input type="hidden" name="next" value={next} />}
          <TextField label="Name" name="name" required maxLength={60} autoComplete="off" defaultValue={values.name ?? account?.name ?? ''} error={errors.name} hint="As you call it: an exchange, a wallet." />
          <SelectField label="What it is" name="kind" key={`kind ${values.kind}`} options={KINDS} defaultValue={values.kind ?? account?.kind ?? 'exchange'} error={errors.kind} />
          <SelectField label="Tax on gains in it" name="taxTreatment" key={`tax ${values.taxTreatment}`} options={TAX} defaultValue={values.taxTreatment ?? account?.taxTreatment ?? 'taxable'} error={errors.taxTreatment} />
          <div className="mt-4" />
        </>
      )}
    </ActionForm>
  );
}
