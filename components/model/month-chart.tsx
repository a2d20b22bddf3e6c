'use client';

import { useMemo, type ReactNode } from 'react';
import { PanelRow, TimeAxis } from '@/components/charts/chart-frame';
import { timeTicks } from '@/components/charts/scales';
import { ReadingLayer, useCrosshair } from '@/components/charts/use-crosshair';
import { useChartView } from '@/components/charts/use-chart-view';
import { formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { BarPlot } from './bar-plot';
import { FORMATS, monthPanel, type MonthFormat, type MonthPanel } from './month-panels';
import { MonthTable, type MonthColumn } from './month-table';
import { monthWords } from './month-words';

export interface MonthChartProps {
  readonly title: string;
  /** `YYYY-MM`, in order. */
  readonly months: readonly string[];
  readonly panels: readonly MonthPanel[];
  readonly format: MonthFormat;
  /** What else the table and the reading say of each month. */
  readonly beside?: readonly MonthColumn[];
  readonly summary: string;
  readonly csvHref: string;
  readonly simulated: boolean;
  /** Rows of the drawing below the panels, above the axis of time. */
  readonly children?: ReactNode;
}

function writers(format: MonthFormat): { readonly axis: (value: number) => string; readonly text: (value: number) => string } {
  const { axis, text, percent } = FORMATS[format];
  const write = percent ? formatPercent : formatNumber;
  return { axis: (value) => write(value, { digits: axis }), text: (value) => write(value, { digits: text }) };
}

const YEARLY_FROM = 25;

/** Years only where there are several: a phone has no room for months. */
const mostTicks = (months: number): number => (months < YEARLY_FROM ? 5 : Math.max(4, Math.ceil(months / 12) + 1));

/** One or more panels over months on one axis of time, with a reading by pointer and keyboard and the table behind. Reads without a script. */
export function MonthChart({ title, months, panels, format, beside = [], summary, csvHref, simulated, children }: MonthChartProps) {
  const { figure, onKeyDown } = useChartView(months.length, { range: 'all', scale: 'linear' });
  const crosshair = useCrosshair(months.length);
  const { text } = writers(format);
  const ticks = useMemo(() => timeTicks(months.map((month) => `${month}-01`), mostTicks(months.length)), [months]);
  const drawn = useMemo(() => panels.map((panel) => monthPanel(panel, writers(format).axis, writers(format).text)), [panels, format]);
  const columns: MonthColumn[] = [...panels.flatMap((panel) => panel.series.map((each) => ({ key: `${panel.note} ${each.key}`, name: panel.kind === 'bars' || panels.length === 1 ? each.name : `${each.name}, summed`, values: each.values.map((value) => (value === null ? null : text(value))) }))), ...beside];
  const at = crosshair.at ?? months.length - 1;
  const reading = `${monthWords(months[at] ?? '')}: ${columns.map((column) => `${column.name} ${column.values[at] ?? 'n/a'}`).join(', ')}`;
  return (
    <figure ref={figure} onKeyDown={onKeyDown}>
      <div className="cbar"><h2>{title}</h2><span className="end"><span className="wide-only"><kbd>←</kbd> <kbd>→</kbd> read a month <kbd>t</kbd> table <kbd>c</kbd></span><a href={csvHref} download>CSV</a></span></div>
      <div className="chart">
        <p className="chart-read" aria-hidden="true">{crosshair.at === null ? ' ' : reading}</p>
        {drawn.map((panel, i) => (
          <PanelRow key={panel.note} panel={panel} ticks={ticks} simulated={simulated && i === 0} plot={panels[i]?.kind === 'bars' ? <BarPlot panel={panel} ticks={ticks} /> : undefined}>
            <ReadingLayer crosshair={crosshair} count={months.length} label={`${title}: read a month`} text={reading} focusable={i === 0} />
          </PanelRow>
        ))}
        {children}
        <TimeAxis ticks={ticks} />
      </div>
      <figcaption className="cap">{summary} Linear scale, zero is on it.</figcaption>
      <MonthTable caption={title} months={months} columns={columns} csvHref={csvHref} />
    </figure>
  );
}
