'use client';

import { ActionForm } from '@/components/account/action-form';
import { CheckField, TextField } from '@/components/ui/field';
import { changePassword } from '@/lib/actions/account/change-password';
import { endOtherSessions } from '@/lib/actions/account/end-other-sessions';
import { endSession } from '@/lib/actions/account/end-session';
import { PASSWORD_LENGTH } from '@/lib/schemas/account';

interface ChangePasswordFormProps {
  /** API keys that open the account beside the password. */
  readonly keys: number;
}

/** The old password and a new one, and whether programs lose their keys too. */
export function ChangePasswordForm({ keys }: ChangePasswordFormProps) {
  return (
    <ActionForm action={changePassword} submit="Change password" label="Change password" className="mt-4">
      {({ errors, values }) => (
        <>
          <TextField plain label="Your password now" name="password" type="password" autoComplete="current-password" required error={errors.password} />
          <TextField plain label="New password" name="newPassword" type="password" autoComplete="new-password" required minLength={PASSWORD_LENGTH.min} error={errors.newPassword} hint={`At least ${PASSWORD_LENGTH.min} characters; a few words make a good one.`} />
          {keys > 0 && <CheckField label={`Revoke my API ${keys === 1 ? 'key' : 'keys'} too (${keys})`} name="revokeKeys" defaultChecked={values.revokeKeys === 'on'} hint="Without this, programs that use them go on. Tick it if somebody else may have known your password." />}
        </>
      )}
    </ActionForm>
  );
}

/** A button that ends one session. */
export function EndSessionForm({ id, name }: { readonly id: string; readonly name: string }) {
  return <ActionForm action={endSession} submit="End" look="quiet" label={`End the session in ${name}`}>{() => <input type="hidden" name="id" value={id} />}</ActionForm>;
}

/** A button that ends every session but this one. */
export function EndOtherSessionsForm() {
  return <ActionForm action={endOtherSessions} submit="End all other sessions" look="secondary" />;
}
