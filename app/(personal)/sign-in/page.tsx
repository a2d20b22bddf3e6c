import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/account/sign-in-form';
import { Callout } from '@/components/ui/callout';
import { PageTitle } from '@/components/ui/page-title';
import { safeNext } from '@/lib/auth/safe-next';
import { currentUser } from '@/lib/auth/session';
import { isSignUpOpen } from '@/lib/services/account/sign-up';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next: asked, callbackUrl, error } = await searchParams;
  const next = safeNext(asked ?? callbackUrl);
  if ((await currentUser()) !== null) redirect(next);
  return (
    <div className="mx-auto max-w-[420px]">
      <PageTitle title="Sign in" lede="Your plan, your portfolio and its bands." />
      {error === undefined ? null : <Callout tone="error">That did not work. Check email and password, and try again.</Callout>}
      <SignInForm next={next} signUpOpen={await isSignUpOpen()} />
      <p className="cap mt-6">Password forgotten? The operator of this installation can set a new one with <span className="mono">npm run reset-password</span>.</p>
    </div>
  );
}
