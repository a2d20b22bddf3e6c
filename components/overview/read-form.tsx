'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { markAlertsRead } from '@/lib/actions/alerts/mark-alerts-read';
import { IDLE } from '@/lib/schemas/form-state';

/** Marks one alert, or all of them, as read. What is read leaves the list; only a refusal has something to say. */
export function ReadForm({ id, label, name }: { readonly id?: string; readonly label: string; readonly name?: string }) {
  const [state, post] = useActionState(markAlertsRead, IDLE);
  return (
    <form action={post} className="inline-form">
      {id === undefined ? null : <input type="hidden" name="id" value={id} />}
      <Button type="submit" look="quiet" aria-label={name === undefined ? undefined : `${label}: ${name}`}>{label}</Button>
      {state.status === 'refused' && <span role="alert" className="text-xs text-loss">{state.message}</span>}
    </form>
  );
}
