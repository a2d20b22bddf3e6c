import type { ReactNode } from 'react';

interface PageTitleProps {
  readonly title: ReactNode;
  readonly lede?: ReactNode;
  /** “Indices / Conservative”: where this page stands. */
  readonly crumb?: ReactNode;
  readonly actions?: ReactNode;
}

/** The first thing on a page: where it is, what it says, what can be done. */
export function PageTitle({ title, lede, crumb, actions }: PageTitleProps) {
  return (
    <>
      {crumb === undefined ? null : <p className="crumb">{crumb}</p>}
      <div className="title">
        <div>
          <h1>{title}</h1>
          {lede === undefined ? null : <p className="lede">{lede}</p>}
        </div>
        {actions === undefined ? null : <div className="actions">{actions}</div>}
      </div>
    </>
  );
}
