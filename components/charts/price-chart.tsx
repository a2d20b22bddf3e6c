'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { formatDay } from '@/lib/format/day';
import { formatAxisPrice, formatPrice } from '@/lib/format/money';
import { formatGrade } from '@/lib/format/number';
import { ChartControls, type View } from './chart-controls';
import { PanelRow, TimeAxis } from './chart-frame';
import { ChartTable } from './chart-table';
import { panelModel, type ChartLine } from './panel';
import { known, timeTicks, type Domain, type Values } from './scales';
import { ReadingLayer, useCrosshair } from './use-crosshair';
import { useChartView } from './use-chart-view';
import { cut, type Window } from './windows';

const BrushStrip = dynamic(() => import('./brush-strip').then((module) => module.BrushStrip), { ssr: false });

export interface PriceChartProps {
  readonly title: string;
  /** Every calendar day, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  readonly close: Values;
  readonly investorGrade: Values;
  readonly traderGrade: Values;
  /** The zone in which a rating holds, e.g. [40, 70]. */
  readonly holdZone: readonly [number, number];
  readonly view: View;
  readonly csvHref?: string;
  /** What else the page's address says. */
  readonly keep?: string;
  readonly simulated?: boolean;
  readonly note?: string;
}

const PRICE_HEIGHT = 236;
const GRADE_HEIGHT = 96;

const price = (value: number): string => formatPrice(value);

/** The hold zone and what the grades reach, with a little air: the strip is for their movement, not for 0 to 100. */
function gradeDomain(lines: readonly ChartLine[], [low, high]: readonly [number, number]): Domain {
  const values = lines.flatMap((line) => known(line.values));
  return { low: Math.max(0, Math.min(low - 8, ...values.map((value) => value - 3))), high: Math.min(100, Math.max(high + 8, ...values.map((value) => value + 3))), log: false };
}

function gradeLines(props: PriceChartProps, window: Window): ChartLine[] {
  return [
    { key: 'investor', name: 'Investor', tone: 'ink', weight: 'bold', subject: true, values: cut(props.investorGrade, window) },
    { key: 'trader', name: 'Trader', tone: 'ink-2', weight: 'dash', values: cut(props.traderGrade, window) },
  ];
}

function useModel(props: PriceChartProps, view: View, window: Window) {
  const { days, close, holdZone } = props;
  return useMemo(() => {
    const shown = cut(days, window);
    const prices = cut(close, window);
    const grades = gradeLines(props, window);
    const [low, high] = holdZone;
    return {
      shown,
      prices,
      grades,
      ticks: timeTicks(shown),
      price: panelModel({ lines: [{ key: 'close', name: '', tone: 'ink', weight: 'bold', subject: true, values: prices }], height: PRICE_HEIGHT, log: view.scale === 'log', format: formatAxisPrice, endFormat: price }),
      grade: panelModel({ lines: grades, height: GRADE_HEIGHT, log: false, format: formatGrade, domain: gradeDomain(grades, holdZone), ticks: [low, high], zone: holdZone, note: `Grades; hold is shaded, ${low} to ${high}` }),
    };
  }, [days, close, holdZone, props, view.scale, window]);
}

type Model = ReturnType<typeof useModel>;

function reading(model: Model, at: number): string {
  const value = model.prices[at];
  const grades = model.grades.map((line) => `${line.name.toLowerCase()} grade ${line.values[at] === null || line.values[at] === undefined ? 'n/a' : formatGrade(line.values[at])}`);
  return `${formatDay(model.shown[at] ?? '')}: ${value === null || value === undefined ? 'no close' : price(value)}, ${grades.join(', ')}`;
}

function summary(model: Model, scale: View['scale']): string {
  const known = model.prices.filter((value): value is number => value !== null);
  const first = known[0];
  const last = known[known.length - 1];
  if (first === undefined || last === undefined) return 'No closes in this span.';
  return `From ${price(first)} to ${price(last)} between ${formatDay(model.shown[0] ?? '')} and ${formatDay(model.shown[model.shown.length - 1] ?? '')}; lowest ${price(Math.min(...known))}, highest ${price(Math.max(...known))}. USD, ${scale === 'log' ? 'log scale' : 'linear scale, not from zero'}.`;
}

/** Price with the grades beneath on the same axis of time. Reads without a script. */
export function PriceChart(props: PriceChartProps) {
  const { view, window, awake, setView, setWindow, wake, figure, onKeyDown } = useChartView(props.days.length, props.view);
  const model = useModel(props, view, window);
  const crosshair = useCrosshair(model.shown.length);
  const text = reading(model, crosshair.at ?? model.shown.length - 1);
  const layer = (focusable: boolean) => <ReadingLayer crosshair={crosshair} count={model.shown.length} label={`${props.title}: read a day`} text={text} focusable={focusable} />;
  return (
    <figure ref={figure} onPointerEnter={wake} onFocus={wake} onKeyDown={onKeyDown}>
      <ChartControls title={props.title} view={view} onView={setView} csvHref={props.csvHref} keep={props.keep}>
        <span className="wide-only"><kbd>←</kbd> <kbd>→</kbd> read a day <kbd>t</kbd> table <kbd>c</kbd></span>
      </ChartControls>
      <div className="chart">
        <p className="chart-read" aria-hidden="true">{crosshair.at === null ? ' ' : text}</p>
        <PanelRow panel={model.price} ticks={model.ticks} simulated={props.simulated}>{layer(true)}</PanelRow>
        <PanelRow panel={model.grade} ticks={model.ticks}>{layer(false)}</PanelRow>
        <TimeAxis ticks={model.ticks} />
        {awake && <div className="chart-row"><span /><BrushStrip days={props.days} values={props.close} window={window} onWindow={setWindow} log={view.scale === 'log'} /><span /></div>}
      </div>
      <figcaption className="cap">{summary(model, view.scale)} {props.note}</figcaption>
      <ChartTable
        days={model.shown}
        caption={`${props.title}, ${model.shown[0]} to ${model.shown[model.shown.length - 1]}`}
        csvHref={props.csvHref}
        series={[{ key: 'close', name: 'Close', values: model.prices, format: price }, ...model.grades.map((line) => ({ key: line.key, name: line.name, values: line.values, format: formatGrade }))]}
      />
    </figure>
  );
}
