import { Link } from '@/components/ui/link';
import { PROFILE_STEPS, STEP_TITLES, type ProfileStep } from '@/lib/schemas/profile-form';

/** The four steps with the one that is open, each its own address. */
export function StepNav({ current }: { readonly current: ProfileStep }) {
  return (
    <nav aria-label="Steps" className="mt-6">
      <ol className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {PROFILE_STEPS.map((step, position) => (
          <li key={step} className={step === current ? 'strong' : 'muted'}>
            {position + 1}. {step === current ? <span aria-current="step">{STEP_TITLES[step]}</span> : <Link href={`/plan/profile/${step}`}>{STEP_TITLES[step]}</Link>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
