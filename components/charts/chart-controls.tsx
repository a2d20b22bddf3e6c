'use client';

import type { MouseEvent, ReactNode } from 'react';
import { RANGE_LABEL, RANGES, type AnyRange } from './windows';

export interface View {
  readonly range: AnyRange;
  readonly scale: 'log' | 'linear';
}

interface ChartControlsProps {
  readonly title: string;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly csvHref?: string;
  /** What else the address says. */
  readonly keep?: string;
  readonly ranges?: readonly AnyRange[];
  /** Whether there is a log scale to choose. */
  readonly scales?: boolean;
  readonly children?: ReactNode;
}

function address(view: View, keep: string, scales: boolean): string {
  return `?${keep === '' ? '' : `${keep}&`}range=${view.range}${scales ? `&scale=${view.scale}` : ''}`;
}

/** Range and scale as links: a plain page follows them, a live one changes in place and keeps the address. */
export function ChartControls({ title, view, onView, csvHref, keep = '', ranges = RANGES, scales = true, children }: ChartControlsProps) {
  const href = (next: View): string => address(next, keep, scales);
  const go = (next: View) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    window.history.replaceState(null, '', href(next));
    onView(next);
  };
  return (
    <div className="cbar">
      <h2>{title}</h2>
      <nav className="seg" aria-label={`${title}: range`}>
        {ranges.map((range) => (
          <a key={range} href={href({ ...view, range })} aria-current={range === view.range ? 'true' : undefined} onClick={go({ ...view, range })}>{RANGE_LABEL[range]}</a>
        ))}
      </nav>
      {scales && (
        <nav className="seg" aria-label={`${title}: scale`}>
          {(['log', 'linear'] as const).map((scale) => (
            <a key={scale} href={href({ ...view, scale })} aria-current={scale === view.scale ? 'true' : undefined} onClick={go({ ...view, scale })}>{scale === 'log' ? 'Log' : 'Linear'}</a>
          ))}
        </nav>
      )}
      <span className="end">
        {children}
        {csvHref === undefined ? null : <a href={csvHref} download>CSV</a>}
      </span>
    </div>
  );
}
