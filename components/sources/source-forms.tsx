'use client';

import { useActionState } from 'react';
import { ActionForm } from '@/components/account/action-form';
import { Button } from '@/components/ui/button';
import { TextAreaField, TextField } from '@/components/ui/field';
import { moveSourceUpOrDown } from '@/lib/actions/sources/move-source';
import { saveSourceLimit } from '@/lib/actions/sources/save-source-limit';
import { saveSourceLists } from '@/lib/actions/sources/save-source-lists';
import { setSource } from '@/lib/actions/sources/set-source';
import { IDLE } from '@/lib/schemas/form-state';

interface Named {
  /** As it is stored, and as people know it. */
  readonly source: string;
  readonly title: string;
}

/** One button that does the other of what is. */
export function SwitchSource({ source, title, enabled }: Named & { readonly enabled: boolean }) {
  const [state, post] = useActionState(setSource, IDLE);
  return (
    <form action={post} className="inline-form">
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="enabled" value={enabled ? 'no' : 'yes'} />
      <Button type="submit" look="quiet" aria-label={`Switch ${title} ${enabled ? 'off' : 'on'}`}>{enabled ? 'Switch off' : 'Switch on'}</Button>
      {state.status === 'refused' && <span role="alert" className="text-xs text-loss">{state.message}</span>}
    </form>
  );
}

/** A step up or down in the order of a fact. */
export function MoveSource({ source, title, fact, by, factTitle }: Named & { readonly fact: string; readonly factTitle: string; readonly by: 'up' | 'down' }) {
  const [state, post] = useActionState(moveSourceUpOrDown, IDLE);
  return (
    <form action={post} className="inline-form">
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="fact" value={fact} />
      <input type="hidden" name="by" value={by} />
      <Button type="submit" look="quiet" aria-label={`Move ${title} ${by} for the ${factTitle}`}>{by === 'up' ? '↑' : '↓'}</Button>
      {state.status === 'refused' && <span role="alert" className="text-xs text-loss">{state.message}</span>}
    </form>
  );
}

/** How fast a source may be asked; below what it publishes is polite. */
export function LimitForm({ source, title, limit }: Named & { readonly limit: { readonly capacity: number; readonly perMinute: number; readonly perMonth: number | null } }) {
  return (
    <ActionForm action={saveSourceLimit} submit="Save limits" look="secondary" label={`Limits of ${title}`}>
      {({ errors, values }) => (
        <>
          <input type="hidden" name="source" value={source} />
          <TextField plain label="At once" name="capacity" inputMode="numeric" after="requests" defaultValue={values.capacity ?? String(limit.capacity)} error={errors.capacity} />
          <TextField plain label="In the long run" name="perMinute" inputMode="decimal" after="a minute" defaultValue={values.perMinute ?? String(limit.perMinute)} error={errors.perMinute} />
          <TextField plain label="In a month" name="perMonth" inputMode="numeric" after="requests" defaultValue={values.perMonth ?? (limit.perMonth === null ? '' : String(limit.perMonth))} error={errors.perMonth} hint="Empty: no allowance to keep to." />
        </>
      )}
    </ActionForm>
  );
}

/** Feeds, exchanges and the number of tokens. */
export function ListsForm({ feeds, exchanges, listing }: { readonly feeds: readonly string[]; readonly exchanges: readonly string[]; readonly listing: number }) {
  return (
    <ActionForm action={saveSourceLists} submit="Save">
      {({ errors, values }) => (
        <>
          <TextField label="Tokens to follow" name="listing" inputMode="numeric" after="largest" defaultValue={values.listing ?? String(listing)} error={errors.listing} hint="By market cap. More take longer to fetch and to grade." />
          <TextAreaField label="Exchanges" name="exchanges" rows={Math.max(3, exchanges.length)} defaultValue={values.exchanges ?? exchanges.join('\n')} error={errors.exchanges} hint="One short name a line, e.g. kraken." />
          <TextAreaField label="News feeds" name="feeds" rows={Math.max(3, feeds.length)} defaultValue={values.feeds ?? feeds.join('\n')} error={errors.feeds} hint="One RSS or Atom address a line, http or https. An address that leads to this machine or its local network, directly or by a redirect, is never asked." />
          <div className="mt-4" />
        </>
      )}
    </ActionForm>
  );
}
