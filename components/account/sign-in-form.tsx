'use client';

import { Link } from '@/components/ui/link';
import { ActionForm } from '@/components/account/action-form';
import { TextField } from '@/components/ui/field';
import { signIn } from '@/lib/actions/account/sign-in';

/** Email and password; `next` is where to go afterwards. */
export function SignInForm({ next, signUpOpen }: { readonly next: string; readonly signUpOpen: boolean }) {
  return (
    <ActionForm action={signIn} submit="Sign in" className="mt-6" after={signUpOpen ? <Link className="text-sm" href={`/sign-up?next=${encodeURIComponent(next)}`}>Create an account</Link> : undefined}>
      {({ errors, values }) => (
        <>
          <input type="hidden" name="next" value={next} />
          <TextField plain label="Email" name="email" type="email" autoComplete="username" required defaultValue={values.email ?? ''} error={errors.email} />
          <TextField plain label="Password" name="password" type="password" autoComplete="current-password" required error={errors.password} />
        </>
      )}
    </ActionForm>
  );
}
