import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { notFound } from 'next/navigation';
import { ProfileForm } from '@/components/plan/profile-form';
import { StepNav } from '@/components/plan/step-nav';
import { PageTitle } from '@/components/ui/page-title';
import { requireUser } from '@/lib/auth/session';
import { formValues, PROFILE_STEPS, STEP_TITLES } from '@/lib/schemas/profile-form';
import { readProfile } from '@/lib/services/planning/profile';

interface StepPageProps {
  readonly params: Promise<{ readonly step: string }>;
}

export async function generateMetadata({ params }: StepPageProps): Promise<Metadata> {
  const { step } = await params;
  const known = PROFILE_STEPS.find((candidate) => candidate === step);
  return { title: known === undefined ? 'Plan' : `${STEP_TITLES[known]} · Plan` };
}

export default async function ProfileStepPage({ params }: StepPageProps) {
  const { step: name } = await params;
  const step = PROFILE_STEPS.find((candidate) => candidate === name);
  if (step === undefined) notFound();
  const user = await requireUser(`/plan/profile/${step}`);
  const profile = await readProfile(user.id);
  const position = PROFILE_STEPS.indexOf(step) + 1;
  return (
    <>
      <PageTitle crumb={<><Link href="/plan">Plan</Link> / Step {position} of {PROFILE_STEPS.length}</>} title={STEP_TITLES[step]} />
      <StepNav current={step} />
      <div className="mt-6">
        <ProfileForm key={step} step={step} saved={formValues(profile?.answers)} last={position === PROFILE_STEPS.length} complete={profile?.complete ?? false} />
      </div>
      <p className="cap">Saved with your account, every version kept, deleted with it. Educational, not financial advice.</p>
    </>
  );
}
