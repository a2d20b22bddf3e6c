'use client';

import { ActionForm } from '@/components/account/action-form';
import { setSignUpOpen } from '@/lib/actions/account/set-sign-up-open';

/** Opens or closes sign-up: one button that does the other of what is. */
export function SignUpOpenForm({ open }: { readonly open: boolean }) {
  return (
    <ActionForm action={setSignUpOpen} submit={open ? 'Close sign-up' : 'Open sign-up'} look="secondary">
      {() => <input type="hidden" name="open" value={open ? 'no' : 'yes'} />}
    </ActionForm>
  );
}
