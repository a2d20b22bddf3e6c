'use client';

import { Button, ButtonLink } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';

/** Says what happened, what was kept and what to do; the digest finds the log line. */
export default function ErrorPage({ error, reset }: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
  return (
    <PageTitle
      title="This page could not be made."
      lede={`The fault is ours, nothing you saved was changed${error.digest ? `, and the log knows it as ${error.digest}` : ''}. Try again, or look at the state of the sources and jobs.`}
      actions={<><Button look="primary" onClick={reset}>Try again</Button><ButtonLink href="/status">Status</ButtonLink></>}
    />
  );
}
