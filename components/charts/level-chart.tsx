'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { formatDay, formatShortDay } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { ChartControls, type View } from './chart-controls';
import { PanelRow, TimeAxis } from './chart-frame';
import { ChartTable } from './chart-table';
import { panelModel, type ChartLine, type Tone } from './panel';
import { ticksOf, timeTicks, type Values } from './scales';
import { ReadingLayer, useCrosshair } from './use-crosshair';
import { useChartView } from './use-chart-view';
import { cut, deepest, drawdowns, rebase, type AnyRange, type Window } from './windows';

const BrushStrip = dynamic(() => import('./brush-strip').then((module) => module.BrushStrip), { ssr: false });

export interface LevelSeries {
  readonly key: string;
  readonly name: string;
  /** For the line's end on a phone. */
  readonly short?: string;
  readonly tone: Tone;
  readonly weight: 'bold' | 'thin' | 'dash';
  readonly values: Values;
  /** Takes the place of `values` while exactly that range is shown: a portfolio that starts anew on its first day. */
  readonly byRange?: Partial<Readonly<Record<AnyRange, Values>>>;
  /** Draws its drawdown too, as the subject's and Bitcoin's always are. */
  readonly falls?: boolean;
}

export interface LevelChartProps {
  readonly title: string;
  /** Every calendar day, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  /** The first is the subject. Levels or values in any unit: each window starts at 1,000. */
  readonly series: readonly LevelSeries[];
  readonly view: View;
  /** Days with an event, e.g. rebalances; `strong` stands taller. */
  readonly events?: readonly { readonly day: string; readonly strong?: boolean }[];
  readonly csvHref?: string;
  /** What else the page's address says, as `a=1&b=2`: range and scale leave it there. */
  readonly keep?: string;
  readonly simulated?: boolean;
  /** Stands at the end of the text under the chart. */
  readonly note?: string;
}

const LEVEL_HEIGHT = 276;
const FALL_HEIGHT = 112;
const FALL_TICKS = 5;

const percentTick = (value: number): string => formatPercent(value, { digits: 0 });
const whole = (value: number): string => formatNumber(value);

function lines(series: readonly LevelSeries[], window: Window, range: AnyRange): (ChartLine & Pick<LevelSeries, 'falls'>)[] {
  return series.map((each, position) => {
    const own = each.byRange?.[range];
    const fits = own !== undefined && window.to === each.values.length - 1 && own.length === window.to - window.from + 1;
    return { ...each, subject: position === 0, values: rebase(fits ? own : cut(each.values, window)) };
  });
}

function useModel({ days, series }: LevelChartProps, view: View, window: Window) {
  return useMemo(() => {
    const shown = cut(days, window);
    const levels = lines(series, window, view.range);
    const falls = levels.filter((line) => line.subject || line.falls || line.key === 'bitcoin').map((line) => ({ ...line, weight: 'thin' as const, values: drawdowns(line.values) }));
    const low = Math.min(-0.05, ...falls.flatMap((fall) => fall.values.filter((value): value is number => value !== null)));
    const fallen = { low: low * 1.08, high: 0, log: false };
    return {
      shown,
      levels,
      falls,
      ticks: timeTicks(shown),
      level: panelModel({ lines: levels, height: LEVEL_HEIGHT, log: view.scale === 'log', format: whole }),
      fall: panelModel({ lines: falls, height: FALL_HEIGHT, log: false, format: percentTick, endFormat: (value) => formatPercent(value), domain: fallen, ticks: ticksOf(fallen, FALL_TICKS), fill: true, endNames: series.some(({ falls: compared }) => compared) ? {} : { [levels[0]?.key ?? '']: 'now' }, note: 'Drawdown from the highest level so far' }),
    };
  }, [days, series, view.range, view.scale, window]);
}

type Model = ReturnType<typeof useModel>;

/** One day in words: what the crosshair reads out. */
function reading(model: Model, at: number): string {
  const levels = model.levels.map((line) => `${line.name} ${line.values[at] === null || line.values[at] === undefined ? 'n/a' : whole(line.values[at])}`);
  const fall = model.falls[0]?.values[at];
  return `${formatDay(model.shown[at] ?? '')}: ${levels.join(', ')}${fall === null || fall === undefined ? '' : `, drawdown ${formatPercent(fall)}`}`;
}

/** The chart in a sentence, for those who do not see it and for those who do. */
export function levelSummary(model: Pick<Model, 'shown' | 'levels' | 'falls'>, scale: View['scale']): string {
  const first = model.shown[0] ?? '';
  const subject = model.levels[0];
  const fall = model.falls[0];
  const end = subject?.values[subject.values.length - 1];
  const at = fall ? deepest(fall.values) : -1;
  const deep = fall && at >= 0 ? ` Deepest fall ${formatPercent(fall.values[at] as number)} on ${formatShortDay(model.shown[at] ?? '')} ${(model.shown[at] ?? '').slice(0, 4)}.` : '';
  const moved = subject && end !== null && end !== undefined ? `${subject.name} went from 1,000 on ${formatDay(first)} to ${whole(end)}.` : '';
  return `${moved}${deep} ${scale === 'log' ? 'Log scale' : 'Linear scale, not from zero'}, ${formatDay(first)} = 1,000.`;
}

/** A level against its benchmarks with its drawdowns on the same axis of time. Reads without a script; with one it has a crosshair and a brush. */
export function LevelChart(props: LevelChartProps) {
  const { view, window, awake, setView, setWindow, wake, figure, onKeyDown } = useChartView(props.days.length, props.view);
  const model = useModel(props, view, window);
  const crosshair = useCrosshair(model.shown.length);
  const text = reading(model, crosshair.at ?? model.shown.length - 1);
  const events = (props.events ?? []).map((event) => ({ position: model.shown.indexOf(event.day), strong: event.strong ?? false })).filter((event) => event.position >= 0);
  const layer = (focusable: boolean) => <ReadingLayer crosshair={crosshair} count={model.shown.length} label={`${props.title}: read a day`} text={text} focusable={focusable} />;
  return (
    <figure ref={figure} onPointerEnter={wake} onFocus={wake} onKeyDown={onKeyDown}>
      <ChartControls title={props.title} view={view} onView={setView} csvHref={props.csvHref} keep={props.keep}>
        <span className="wide-only"><kbd>←</kbd> <kbd>→</kbd> read a day <kbd>t</kbd> table <kbd>c</kbd></span>
      </ChartControls>
      <div className="chart">
        <p className="chart-read" aria-hidden="true">{crosshair.at === null ? ' ' : text}</p>
        <PanelRow panel={model.level} ticks={model.ticks} simulated={props.simulated} events={events.map((event) => ({ at: Math.round((event.position / Math.max(1, model.shown.length - 1)) * 100_000) / 1000, strong: event.strong }))}>{layer(true)}</PanelRow>
        <PanelRow panel={model.fall} ticks={model.ticks}>{layer(false)}</PanelRow>
        <TimeAxis ticks={model.ticks} />
        {awake && <div className="chart-row"><span /><BrushStrip days={props.days} values={props.series[0]?.values ?? []} window={window} onWindow={setWindow} log={view.scale === 'log'} /><span /></div>}
      </div>
      <figcaption className="cap">{levelSummary(model, view.scale)} {props.note}</figcaption>
      <ChartTable days={model.shown} caption={`${props.title}, ${model.shown[0]} to ${model.shown[model.shown.length - 1]}`} csvHref={props.csvHref} series={[...model.levels.map((line) => ({ key: line.key, name: line.name, values: line.values, format: whole })), ...model.falls.slice(0, 1).map((line) => ({ key: 'fall', name: 'Drawdown', values: line.values, format: (value: number) => formatPercent(value) }))]} />
    </figure>
  );
}
