'use client';

import { useActionState, type ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { IDLE, type FormState } from '@/lib/schemas/form-state';

type Action = (state: FormState, form: FormData) => Promise<FormState>;

interface ActionFormProps {
  readonly action: Action;
  readonly submit: string;
  readonly look?: 'primary' | 'secondary' | 'quiet';
  readonly children?: (state: FormState) => ReactNode;
  readonly after?: ReactNode;
  /** Called as the form's name by screen readers where several stand on a page. */
  readonly label?: string;
  readonly className?: string;
}

/** A form of a server action that says what became of it; without a script it posts, and the page comes back saying the same. */
export function ActionForm({ action, submit, look = 'primary', children, after, label, className }: ActionFormProps) {
  const [state, post] = useActionState(action, IDLE);
  return (
    <form action={post} aria-label={label} className={className} noValidate>
      {children?.(state)}
      <div className="actions">
        <Submit look={look}>{submit}</Submit>
        {after}
      </div>
      <Outcome state={state} />
    </form>
  );
}

function Submit({ look, children }: { readonly look: 'primary' | 'secondary' | 'quiet'; readonly children: string }) {
  const { pending } = useFormStatus();
  return <Button type="submit" look={look} aria-disabled={pending || undefined}>{pending ? 'One moment …' : children}</Button>;
}

function Outcome({ state }: { readonly state: FormState }) {
  const refused = state.status === 'refused';
  return (
    <div role={refused ? undefined : 'status'}>
      {state.message === undefined ? null : <div className="mt-4"><Callout tone={refused ? 'error' : 'plain'}>{state.message}</Callout></div>}
    </div>
  );
}
