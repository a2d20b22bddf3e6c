import type { ReactNode } from 'react';

/** A sentence that must not be missed, in place. `warn` and `error` say so by their bar and by their words. */
export function Callout({ children, tone = 'plain', live = false }: { readonly children: ReactNode; readonly tone?: 'plain' | 'warn' | 'error'; readonly live?: boolean }) {
  return (
    <div className={`callout ${tone === 'plain' ? '' : tone}`} role={tone === 'error' ? 'alert' : live ? 'status' : undefined}>
      {children}
    </div>
  );
}
