import { formatGrade, formatNumber } from '@/lib/format/number';
import { Missing } from './missing';

const LENSES = 6;

interface GradeProps {
  /** 0 to 100; null is n/a. */
  readonly value: number | null | undefined;
  /** buy, hold, sell; absent for a grade without a rating. */
  readonly rating?: string | null;
  /** Lenses present, of six. */
  readonly lenses?: number;
  readonly missing?: string;
}

function Bar({ value, lenses }: { readonly value: number; readonly lenses?: number }) {
  const label = `${formatGrade(value)} of 100${lenses === undefined ? '' : `, ${lenses} of ${LENSES} lenses`}`;
  return (
    <svg className="gbar" viewBox="0 0 48 10" role="img" aria-label={label}>
      <rect className="t" x="0" y="1" width="48" height="3" />
      <rect className="v" x="0" y="1" width={formatNumber(value * 0.48, { digits: 1 })} height="3" />
      {lenses !== undefined && Array.from({ length: LENSES }, (_, lens) => <circle key={lens} className={lens < lenses ? 'd' : 'o'} cx={2.5 + 6.5 * lens} cy="8" r={lens < lenses ? 1.75 : 1.5} />)}
    </svg>
  );
}

/** Number and word, a thin bar, coverage dots beneath. */
export function Grade({ value, rating, lenses, missing = 'too little of the weight is present' }: GradeProps) {
  if (value === null || value === undefined || !Number.isFinite(value)) return <Missing reason={missing} />;
  return (
    <span className="grade">
      <span className="gn">{formatGrade(value)}</span>
      <span className="gw">{rating ?? ''}</span>
      <Bar value={value} lenses={lenses} />
    </span>
  );
}

/** Lenses present as dots, for a line of text. */
export function CoverageDots({ lenses }: { readonly lenses: number }) {
  return (
    <span className="dots" role="img" aria-label={`${lenses} of ${LENSES} lenses present`}>
      {Array.from({ length: LENSES }, (_, lens) => <i key={lens} className={lens < lenses ? 'on' : undefined} />)}
    </span>
  );
}
