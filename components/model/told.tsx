import type { ReactNode } from 'react';

/** Names a number on a phone, where a table has no heads. */
export function Told({ children }: { readonly children: ReactNode }) {
  return <span className="phone-only text-xs faint">{children}</span>;
}
