'use client';

import { ActionForm } from '@/components/account/action-form';
import { TextField } from '@/components/ui/field';
import { changePassword } from '@/lib/actions/account/change-password';
import { endOtherSessions } from '@/lib/actions/account/end-other-sessions';
import { endSession } from '@/lib/actions/account/end-session';
import { PASSWORD_LENGTH } from '@/lib/schemas/account';

/** The old password and a new one. */
export function ChangePasswordForm() {
  return (
    <ActionForm action={changePassword} submit="Change password" label="Change password" className="mt-4">
      {({ errors }) => (
        <>
          <TextField plain label="Your password now" name="password" type="password" autoComplete="current-password" required error={errors.password} />
          <TextField plain label="New password" name="newPassword" type="password" autoComplete="new-password" required minLength={PASSWORD_LENGTH.min} error={errors.newPassword} hint={`At least ${PASSWORD_LENGTH.min} characters; a few words make a good one.`} />
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
