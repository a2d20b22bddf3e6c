'use client';

import { ActionForm } from '@/components/account/action-form';
import { Button } from '@/components/ui/button';
import { saveProfileStep } from '@/lib/actions/plan/save-profile-step';
import { IDLE } from '@/lib/schemas/form-state';
import type { ProfileStep } from '@/lib/schemas/profile-form';
import { StepFields } from './step-fields';

interface ProfileFormProps {
  readonly step: ProfileStep;
  readonly saved: Readonly<Record<string, string>>;
  readonly last: boolean;
  /** Whether a plan exists already: then one step can be changed alone. */
  readonly complete: boolean;
}

/** One step of the profile. A refused form keeps what was typed; “save for later” takes what is there. */
export function ProfileForm({ step, saved, last, complete }: ProfileFormProps) {
  const more = (
    <>
      {complete && !last ? <Button type="submit" name="intent" value="finish">Save and show the plan</Button> : null}
      <Button type="submit" name="intent" value="later" look="quiet">Save for later</Button>
    </>
  );
  return (
    <ActionForm action={saveProfileStep.bind(null, step)} submit={last ? 'Save and show the plan' : 'Save and continue'} after={more} label={step}>
      {(state) => <div className="mb-6 max-w-xl"><StepFields key={state === IDLE ? 'saved' : 'typed'} step={step} values={state === IDLE ? saved : state.values} errors={state.errors} /></div>}
    </ActionForm>
  );
}
