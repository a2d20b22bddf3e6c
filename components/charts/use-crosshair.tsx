'use client';

import { useCallback, useState, type KeyboardEvent, type PointerEvent } from 'react';

export interface Crosshair {
  /** Position in the window, or null while nothing is read. */
  readonly at: number | null;
  readonly clear: () => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

const PAGE = 7;

function moved(key: string, at: number | null, last: number): number | null {
  const from = at ?? last;
  const step: Readonly<Record<string, number>> = { ArrowLeft: from - 1, ArrowRight: at === null ? last : from + 1, PageUp: from - PAGE, PageDown: from + PAGE, Home: 0, End: last };
  const to = step[key];
  return to === undefined ? null : Math.min(last, Math.max(0, to));
}

/** One reading position for pointer and keyboard: ← → a day, page keys a week, Home and End the edges, Escape none. */
export function useCrosshair(count: number): Crosshair {
  const [at, setAt] = useState<number | null>(null);
  const clear = useCallback(() => setAt(null), []);
  const onPointerMove = useCallback((event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / Math.max(1, box.width);
    setAt(Math.min(count - 1, Math.max(0, Math.round(share * (count - 1)))));
  }, [count]);
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') return setAt(null);
    const to = moved(event.key, at, count - 1);
    if (to === null) return undefined;
    event.preventDefault();
    return setAt(to);
  }, [at, count]);
  return { at: at === null ? null : Math.min(at, count - 1), clear, onPointerMove, onKeyDown };
}

/** The reading layer over a plot: a slider to a screen reader, so every day can be heard. */
export function ReadingLayer({ crosshair, count, label, text, focusable = true }: { readonly crosshair: Crosshair; readonly count: number; readonly label: string; readonly text: string; readonly focusable?: boolean }) {
  const place = crosshair.at === null ? null : `${(crosshair.at / Math.max(1, count - 1)) * 100}%`;
  const reader = focusable
    ? { role: 'slider', tabIndex: 0, 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': count - 1, 'aria-valuenow': crosshair.at ?? count - 1, 'aria-valuetext': text, onKeyDown: crosshair.onKeyDown }
    : { 'aria-hidden': true };
  return (
    <div {...reader} style={{ position: 'absolute', inset: 0, touchAction: 'pan-y' }} onPointerMove={crosshair.onPointerMove} onPointerLeave={crosshair.clear} onBlur={crosshair.clear}>
      {place !== null && <span aria-hidden="true" style={{ position: 'absolute', top: 0, bottom: 0, left: place, borderLeft: '1px dashed var(--ink-3)' }} />}
    </div>
  );
}
