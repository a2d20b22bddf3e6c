import { Link } from '@/components/ui/link';
import type { ReactNode } from 'react';

/** A filter at its own address: on or off. */
export function ChipLink({ href, on, children, scroll = false }: { readonly href: string; readonly on: boolean; readonly children: ReactNode; readonly scroll?: boolean }) {
  return (
    <Link className="chip" href={href} scroll={scroll} aria-current={on ? 'true' : undefined}>
      {children}
    </Link>
  );
}

/** A filter of a form: a checkbox underneath. */
export function ChipCheck({ name, value, defaultChecked, children }: { readonly name: string; readonly value: string; readonly defaultChecked?: boolean; readonly children: ReactNode }) {
  return (
    <label className="chip">
      <input type="checkbox" name={name} value={value} defaultChecked={defaultChecked} />
      {children}
    </label>
  );
}

/** A chip that a script presses. */
export function ChipButton({ on, onPress, children }: { readonly on: boolean; readonly onPress: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={onPress}>
      {children}
    </button>
  );
}

/** Chips in a row; on a phone it scrolls sideways, or with `wrap` takes more lines, where each choice must be seen. */
export function Chips({ children, label, wrap = false }: { readonly children: ReactNode; readonly label: string; readonly wrap?: boolean }) {
  return <div className={`chips${wrap ? '' : ' row'}`} role="group" aria-label={label}>{children}</div>;
}
