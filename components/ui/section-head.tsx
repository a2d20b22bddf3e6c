import type { ReactNode } from 'react';

/** A heading on a hairline, a note beside it, links at the end. */
export function SectionHead({ title, note, children, level = 2, id }: { readonly title: ReactNode; readonly note?: ReactNode; readonly children?: ReactNode; readonly level?: 2 | 3; readonly id?: string }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className="head">
      <Heading id={id}>{title}</Heading>
      {note === undefined ? null : <span className="note">{note}</span>}
      {children === undefined ? null : <span className="end">{children}</span>}
    </div>
  );
}

/** A section 40 px below the one before, with its head. */
export function Section({ title, note, end, children, className = '', id }: { readonly title: ReactNode; readonly note?: ReactNode; readonly end?: ReactNode; readonly children: ReactNode; readonly className?: string; readonly id?: string }) {
  return (
    <section className={`section ${className}`} id={id}>
      <SectionHead title={title} note={note}>{end}</SectionHead>
      {children}
    </section>
  );
}
