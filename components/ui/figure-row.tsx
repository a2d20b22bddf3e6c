import type { ReactNode } from 'react';

export interface Figure {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
}

/** Key figures in a hairline row: label over number over note. Two by two on a phone. */
export function FigureRow({ figures, className = '' }: { readonly figures: readonly Figure[]; readonly className?: string }) {
  return (
    <dl className={`figs ${className}`}>
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>{figure.value}</dd>
          {figure.note === undefined ? null : <dd className="note">{figure.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
