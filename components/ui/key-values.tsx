import type { ReactNode } from 'react';

export interface KeyValue {
  readonly label: ReactNode;
  readonly value: ReactNode;
}

/** Definition rows: what on the left, how much on the right. */
export function KeyValues({ rows, className = '' }: { readonly rows: readonly KeyValue[]; readonly className?: string }) {
  return (
    <dl className={`kv ${className}`}>
      {rows.map((row, position) => (
        <div key={typeof row.label === 'string' ? row.label : position}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
