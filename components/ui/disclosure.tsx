import type { ReactNode } from 'react';

/** A native disclosure: opens without JavaScript and is found by the browser's own search. */
export function Disclosure({ summary, children, open = false }: { readonly summary: ReactNode; readonly children: ReactNode; readonly open?: boolean }) {
  return (
    <details className="disclosure" open={open}>
      <summary>{summary}</summary>
      <div className="body">{children}</div>
    </details>
  );
}
