'use client';

import { useCallback, useRef, useState, type KeyboardEvent } from 'react';
import type { View } from './chart-controls';
import { windowOf, type Step, type Window } from './windows';

export interface ChartView {
  readonly view: View;
  readonly window: Window;
  /** Someone is here: what only a live chart needs may load. */
  readonly awake: boolean;
  readonly setView: (view: View) => void;
  readonly setWindow: (window: Window) => void;
  readonly wake: () => void;
  readonly figure: React.RefObject<HTMLElement | null>;
  /** `t` opens the table, `c` takes the CSV, while the focus is inside the chart. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** What part of the history is shown, on which scale: by range button, by brush, or from the address. */
export function useChartView(count: number, initial: View, step: Step = 'day'): ChartView {
  const [view, setView] = useState(initial);
  const [brushed, setBrushed] = useState<Window | null>(null);
  const [awake, setAwake] = useState(false);
  const figure = useRef<HTMLElement | null>(null);
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const table = figure.current?.querySelector('details');
    if (event.key === 't' && table) table.open = !table.open;
    if (event.key === 'c') figure.current?.querySelector<HTMLAnchorElement>('.cbar a[download]')?.click();
  }, []);
  return {
    view,
    window: brushed ?? windowOf(count, view.range, step),
    awake,
    setView: useCallback((next: View) => {
      setBrushed(null);
      setView(next);
    }, []),
    setWindow: setBrushed,
    wake: useCallback(() => setAwake(true), []),
    figure,
    onKeyDown,
  };
}
