'use client';

import { ActionForm } from '@/components/account/action-form';
import { retrySource } from '@/lib/actions/sources/retry-source';

/** Asks a source at once, whatever it did before. */
export function RetryForm({ source, title }: { readonly source: string; readonly title: string }) {
  return (
    <ActionForm action={retrySource} submit="Try again" look="quiet" label={`Try ${title} again`} className="inline-form">
      {() => <input type="hidden" name="source" value={source} />}
    </ActionForm>
  );
}
