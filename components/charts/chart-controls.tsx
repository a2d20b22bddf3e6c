'use client';

import type { MouseEvent, ReactNode } from 'react';
import { RANGE_LABEL, RANGES, type Range } from './windows';

export interface View {
  readonly range: Range;
  readonly scale: 'log' | 'linear';
}

interface ChartControlsProps {
  readonly title: string;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly csvHref?: string;
  /** What else the address says. */
  readonly keep?: string;
  readonly children?: ReactNode;
}

function address(view: View, keep = ''): string {
  return `?${keep === '' ? '' : `${keep}&`}range=${view.range}&scale=${view.scale}`;
}

/** Range and scale as links: a plain page follows them, a live one changes in place and keeps the address. */
export function ChartControls({ title, view, onView, csvHref, keep, children }: ChartControlsProps) {
  const go = (next: View) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    window.history.replaceState(null, '', address(next, keep));
    onView(next);
  };
  return (
    <div className="cbar">
      <h2>{title}</h2>
      <nav className="seg" aria-label={`${title}: range`}>
        {RANGES.map((range) => (
          <a key={range} href={address({ ...view, range }, keep)} aria-current={range === view.range ? 'true' : undefined} onClick={go({ ...view, range })}>{RANGE_LABEL[range]}</a>
        ))}
      </nav>
      <nav className="seg" aria-label={`${title}: scale`}>
        {(['log', 'linear'] as const).map((scale) => (
          <a key={scale} href={address({ ...view, scale }, keep)} aria-current={scale === view.scale ? 'true' : undefined} onClick={go({ ...view, scale })}>{scale === 'log' ? 'Log' : 'Linear'}</a>
        ))}
      </nav>
      <span className="end">
        {children}
        {csvHref === undefined ? null : <a href={csvHref} download>CSV</a>}
      </span>
    </div>
  );
}
