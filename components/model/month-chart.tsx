'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { ChartControls } from '@/components/charts/chart-controls';
import { PanelRow, TimeAxis } from '@/components/charts/chart-frame';
import { ReadingLayer, useCrosshair } from '@/components/charts/use-crosshair';
import { useChartView } from '@/components/charts/use-chart-view';
import { cut, MONTH_RANGES, type MonthRange, type Window } from '@/components/charts/windows';
import { formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { BarPlot } from './bar-plot';
import { cutPanel, FORMATS, monthPanel, monthTicks, type MonthFormat, type MonthPanel } from './month-panels';
import { MonthStrip } from './month-strip';
import { MonthTable, type MonthColumn } from './month-table';
import { monthWords } from './month-words';

const BrushStrip = dynamic(() => import('@/components/charts/brush-strip').then((module) => module.BrushStrip), { ssr: false });

/** Where a chart stands: what every chart of a page shares. */
export interface MonthPlace {
  readonly csvHref: string;
  readonly simulated: boolean;
  readonly range: MonthRange;
  /** What else the page's address says. */
  readonly keep: string;
}

export interface MonthChartProps {
  readonly title: string;
  /** `YYYY-MM`, in order. */
  readonly months: readonly string[];
  readonly panels: readonly MonthPanel[];
  readonly format: MonthFormat;
  /** What else the table and the reading say of each month. */
  readonly beside?: readonly MonthColumn[];
  /** Months that were on, as filled cells under the panels. */
  readonly strip?: readonly boolean[];
  /** The chart in words, of the months that are shown. */
  readonly summary: (shown: Window) => string;
  readonly place: MonthPlace;
}

function writers(format: MonthFormat): { readonly axis: (value: number) => string; readonly text: (value: number) => string } {
  const { axis, text, percent } = FORMATS[format];
  const write = percent ? formatPercent : formatNumber;
  return { axis: (value) => write(value, { digits: axis }), text: (value) => write(value, { digits: text, sign: percent }) };
}

/** As many as a phone has room for. */
const MOST_TICKS = 5;

function useDrawn({ months, panels, format, beside = [] }: MonthChartProps, window: Window) {
  return useMemo(() => {
    const { axis, text } = writers(format);
    const shown = cut(months, window);
    const parts = panels.map((panel) => cutPanel(panel, window));
    const last = monthWords(shown.at(-1) ?? '');
    // Beside bars stands the last month's value, beside lines where they have come to.
    const bars = (panel: MonthPanel): MonthPanel => (panel.kind === 'bars' ? { ...panel, series: panel.series.map((each) => ({ ...each, name: last, short: last.slice(0, 3) })) } : panel);
    const written = parts.flatMap((panel) => panel.series.map((each): MonthColumn => ({ key: `${panel.note} ${each.key}`, name: panel.summed ? `${each.name}, summed` : each.name, values: each.values.map((value) => (value === null ? null : text(value))) })));
    return {
      shown, parts,
      drawn: parts.map((panel) => monthPanel(bars(panel), axis, text)),
      ticks: monthTicks(shown, MOST_TICKS),
      columns: [...written, ...beside.map((column) => ({ ...column, values: cut(column.values, window) }))],
    };
  }, [months, panels, format, beside, window]);
}

/** One or more panels over months on one axis of time, with ranges, a brush, a reading by pointer and keyboard and the table of the same months behind. Reads without a script. */
export function MonthChart(props: MonthChartProps) {
  const { title, months, panels, strip, place } = props;
  const { view, window, awake, setView, setWindow, wake, figure, onKeyDown } = useChartView(months.length, { range: place.range, scale: 'linear' }, 'month');
  const { from, to } = window;
  const span = useMemo(() => ({ from, to }), [from, to]);
  const { shown, parts, drawn, ticks, columns } = useDrawn(props, span);
  const crosshair = useCrosshair(shown.length);
  const at = crosshair.at ?? shown.length - 1;
  const reading = `${monthWords(shown[at] ?? '')}: ${columns.map((column) => `${column.name} ${column.values[at] ?? 'n/a'}`).join(', ')}`;
  return (
    <figure ref={figure} onPointerEnter={wake} onFocus={wake} onKeyDown={onKeyDown}>
      <ChartControls title={title} view={view} onView={setView} csvHref={place.csvHref} keep={place.keep} ranges={MONTH_RANGES} scales={false}>
        <span className="wide-only"><kbd>←</kbd> <kbd>→</kbd> read a month <kbd>t</kbd> table <kbd>c</kbd></span>
      </ChartControls>
      <div className="chart">
        <p className="chart-read" aria-hidden="true">{crosshair.at === null ? ' ' : reading}</p>
        {drawn.map((panel, i) => (
          <PanelRow key={panel.note} panel={panel} ticks={ticks} simulated={place.simulated && i === 0} plot={parts[i]?.kind === 'bars' ? <BarPlot panel={panel} ticks={ticks} /> : undefined}>
            <ReadingLayer crosshair={crosshair} count={shown.length} label={`${title}: read a month`} text={reading} focusable={i === 0} />
          </PanelRow>
        ))}
        {strip && <MonthStrip on={cut(strip, window)} />}
        <TimeAxis ticks={ticks} />
        {awake && <div className="chart-row"><span /><BrushStrip days={months} values={panels[0]?.series[0]?.values ?? []} window={window} onWindow={setWindow} log={false} /><span /></div>}
      </div>
      <figcaption className="cap">{props.summary(window)} Linear scale, zero is on it.</figcaption>
      <MonthTable caption={`${title}, ${monthWords(shown[0] ?? '')} to ${monthWords(shown.at(-1) ?? '')}`} months={shown} all={months.length} columns={columns} csvHref={place.csvHref} />
    </figure>
  );
}
