'use client';

import { ActionForm } from '@/components/account/action-form';
import { TextField } from '@/components/ui/field';
import { deleteAccount } from '@/lib/actions/account/delete-account';

/** Asks for the password once more. */
export function DeleteAccountForm() {
  return (
    <ActionForm action={deleteAccount} submit="Delete my account" look="secondary">
      {({ errors }) => <TextField plain label="Your password" name="password" type="password" autoComplete="current-password" required error={errors.password} />}
    </ActionForm>
  );
}
