import { Fragment, type ReactNode } from 'react';
import { formatGrade } from '@/lib/format/number';

export interface LensBar {
  readonly lens: string;
  /** 0 to 100; null is n/a, then `reason` says why. */
  readonly grade: number | null;
  readonly reason?: string;
  /** What moved, how many features, how much it weighs. */
  readonly note?: ReactNode;
}

/** Six lenses as bars on one scale with a mark at 50; one that is missing says why instead. */
export function LensBars({ lenses }: { readonly lenses: readonly LensBar[] }) {
  return (
    <div className="lens">
      {lenses.map((lens, position) => (
        <Fragment key={lens.lens}>
          {position > 0 && <hr />}
          <span>{lens.lens}</span>
          {lens.grade === null ? (
            <span className="why">n/a. {lens.reason}</span>
          ) : (
            <>
              <svg role="img" aria-label={`${lens.lens}: ${formatGrade(lens.grade)} of 100`}>
                <rect x="0" y="5" width="100%" height="6" fill="var(--line)" />
                <rect x="0" y="5" width={`${lens.grade.toFixed(1)}%`} height="6" fill="var(--ink-2)" />
                <line x1="50%" x2="50%" y1="2" y2="14" stroke="var(--line-strong)" />
              </svg>
              <span className="val">{formatGrade(lens.grade)}</span>
              <span className="cov">{lens.note}</span>
            </>
          )}
        </Fragment>
      ))}
    </div>
  );
}
