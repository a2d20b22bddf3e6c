'use client';

import { Area, AreaChart, Brush, YAxis } from 'recharts';
import type { Values } from './scales';
import type { Window } from './windows';

interface BrushStripProps {
  readonly days: readonly string[];
  readonly values: Values;
  readonly window: Window;
  readonly onWindow: (window: Window) => void;
  readonly log: boolean;
}

/** The whole history as a strip; its two handles move by pointer and by arrow keys. Loaded only where a chart is used. */
export function BrushStrip({ days, values, window, onWindow, log }: BrushStripProps) {
  const data = days.map((day, position) => ({ day, value: values[position] ?? null }));
  return (
    <AreaChart responsive data={data} margin={{ top: 0, right: 0, bottom: 0, left: 0 }} style={{ width: '100%', height: 36 }} accessibilityLayer={false}>
      <YAxis hide scale={log ? 'log' : 'auto'} domain={['dataMin', 'dataMax']} />
      <Area dataKey="value" hide isAnimationActive={false} />
      <Brush
        dataKey="day"
        height={34}
        y={1}
        travellerWidth={8}
        stroke="var(--line-strong)"
        fill="var(--surface-2)"
        startIndex={window.from}
        endIndex={window.to}
        tickFormatter={() => ''}
        ariaLabel="Part of the history that is shown"
        onChange={({ startIndex, endIndex }) => onWindow({ from: startIndex ?? 0, to: Math.max((startIndex ?? 0) + 1, endIndex ?? days.length - 1) })}
      >
        <AreaChart accessibilityLayer={false}>
          <YAxis hide scale={log ? 'log' : 'auto'} domain={['dataMin', 'dataMax']} />
          <Area dataKey="value" stroke="var(--ink-3)" fill="var(--line)" isAnimationActive={false} dot={false} />
        </AreaChart>
      </Brush>
    </AreaChart>
  );
}
