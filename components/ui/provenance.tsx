import { useId, type ReactNode } from 'react';

interface ProvenanceProps {
  /** The number itself. */
  readonly children: ReactNode;
  /** Who said it: a provider, or “computed”. */
  readonly source: string;
  /** The day it describes, as text. */
  readonly day?: string;
  /** How old that is, as text. */
  readonly age?: string;
  readonly formula?: ReactNode;
  /** What it was made from: dataset, version, hash, rule. */
  readonly origin?: ReactNode;
  readonly note?: ReactNode;
}

/** Every number can be asked. The number is a button; a native popover answers, so it works by keyboard, by touch and without JavaScript. */
export function Provenance({ children, source, day, age, formula, origin, note }: ProvenanceProps) {
  const id = useId();
  const rows: readonly (readonly [string, ReactNode])[] = [['Source', source], ['Day', age && day ? `${day}, ${age}` : (day ?? age)], ['Formula', formula], ['From', origin]];
  return (
    <>
      <button type="button" className="prov" popoverTarget={id}>
        {children}
        <span className="sr">, where it comes from</span>
      </button>
      <span id={id} popover="auto" className="prov-pop">
        {rows.filter(([, value]) => value !== undefined && value !== '').flatMap(([name, value]) => [<span key={name}>{name}</span>, <span key={`${name}-value`}>{value}</span>])}
        {note === undefined ? null : <span className="prov-all">{note}</span>}
      </span>
    </>
  );
}
