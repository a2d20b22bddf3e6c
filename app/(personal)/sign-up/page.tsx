import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { redirect } from 'next/navigation';
import { SignUpForm } from '@/components/account/sign-up-form';
import { Callout } from '@/components/ui/callout';
import { PageTitle } from '@/components/ui/page-title';
import { safeNext } from '@/lib/auth/safe-next';
import { currentUser } from '@/lib/auth/session';
import { isSignUpOpen } from '@/lib/services/account/sign-up';

export const metadata: Metadata = { title: 'Create an account' };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function SignUpPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next, '/plan');
  if ((await currentUser()) !== null) redirect(next);
  const open = await isSignUpOpen();
  return (
    <div className="mx-auto max-w-[420px]">
      <PageTitle title="Create an account" lede="For a plan of your own and the trades that keep to it. Everything stays on this installation." />
      {open ? <SignUpForm next={next} /> : <Callout>This installation takes no new accounts. <Link href="/sign-in">Sign in</Link> with one you have.</Callout>}
    </div>
  );
}
