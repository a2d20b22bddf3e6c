'use client';

import { Link } from '@/components/ui/link';
import { ActionForm } from '@/components/account/action-form';
import { TextField } from '@/components/ui/field';
import { signUp } from '@/lib/actions/account/sign-up';
import { PASSWORD_LENGTH } from '@/lib/schemas/account';

/** Email and a password of one's own choice. */
export function SignUpForm({ next }: { readonly next: string }) {
  return (
    <ActionForm action={signUp} submit="Create account" className="mt-6" after={<Link className="text-sm" href={`/sign-in?next=${encodeURIComponent(next)}`}>I have an account</Link>}>
      {({ errors, values }) => (
        <>
          <input type="hidden" name="next" value={next} />
          <TextField plain label="Email" name="email" type="email" autoComplete="username" required defaultValue={values.email ?? ''} error={errors.email} hint="You sign in with it. Nothing is sent to it." />
          <TextField plain label="Password" name="newPassword" type="password" autoComplete="new-password" required minLength={PASSWORD_LENGTH.min} error={errors.newPassword} hint={`At least ${PASSWORD_LENGTH.min} characters; a few words make a good one.`} />
        </>
      )}
    </ActionForm>
  );
}
