'use client';

import { ActionForm } from '@/components/account/action-form';
import { TextField } from '@/components/ui/field';
import { createApiKey } from '@/lib/actions/account/create-api-key';
import { revokeApiKey } from '@/lib/actions/account/revoke-api-key';

/** Names a new key and shows it once. */
export function CreateApiKeyForm() {
  return (
    <ActionForm action={createApiKey} submit="Create key" label="Create an API key">
      {({ errors, values }) => (
        <>
          <TextField plain label="Name" name="name" autoComplete="off" required maxLength={60} defaultValue={values.name ?? ''} error={errors.name} hint="What will use it, such as “tax spreadsheet”." />
          {values.key === undefined ? null : <NewKey text={values.key} />}
        </>
      )}
    </ActionForm>
  );
}

function NewKey({ text }: { readonly text: string }) {
  return (
    <div className="field plain">
      <label htmlFor="new-key">Your new key</label>
      <span className="input"><input id="new-key" className="mono" readOnly value={text} onFocus={(event) => event.currentTarget.select()} /></span>
      <p className="hint">Only its hash is stored: when this page is left, nobody can show the key again.</p>
    </div>
  );
}

/** A button that revokes one key. */
export function RevokeApiKeyForm({ id, name }: { readonly id: string; readonly name: string }) {
  return <ActionForm action={revokeApiKey} submit="Revoke" look="quiet" label={`Revoke the key ${name}`}>{() => <input type="hidden" name="id" value={id} />}</ActionForm>;
}
