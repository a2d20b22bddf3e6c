import { panelModel, type ChartLine, type PanelModel, type Tone } from '@/components/charts/panel';
import { domainOf, ticksOf, toX, type Domain, type TimeTick, type Values } from '@/components/charts/scales';
import { cut, type Window } from '@/components/charts/windows';
import { monthWords } from './month-words';

/** One series of months; null where a month has none. */
export interface MonthSeries {
  readonly key: string;
  /** Heads its column of the table, too. */
  readonly name: string;
  readonly short?: string;
  /** Stands at the line's end in place of the name. */
  readonly end?: string;
  readonly tone: Tone;
  readonly weight: 'bold' | 'thin' | 'dash';
  readonly values: Values;
}

/** One panel of a chart over months: bars from zero, or lines. */
export interface MonthPanel {
  readonly kind: 'bars' | 'lines';
  readonly series: readonly MonthSeries[];
  readonly height: number;
  readonly note: string;
  /** Added up from the first month that is shown. */
  readonly summed?: boolean;
  /** Shaded from this value upwards. */
  readonly from?: number;
}

export const FORMATS = {
  ic: { axis: 2, text: 3, percent: false },
  percent: { axis: 0, text: 1, percent: true },
  t: { axis: 0, text: 1, percent: false },
} as const;
export type MonthFormat = keyof typeof FORMATS;

/** Running sums; a month without a value adds nothing and has none. Example: `runningSum([1, null, 2])` is `[1, null, 3]`. */
export function runningSum(values: Values): (number | null)[] {
  let total = 0;
  return values.map((value) => {
    if (value === null) return null;
    total += value;
    return total;
  });
}

/** The part of a panel that is shown: sums start anew at its first month. */
export function cutPanel(panel: MonthPanel, window: Window): MonthPanel {
  const part = (values: Values): Values => (panel.summed ? runningSum(cut(values, window)) : cut(values, window));
  return { ...panel, series: panel.series.map((each) => ({ ...each, values: part(each.values) })) };
}

const STEPS = [1, 2, 3, 6, 12, 24, 36, 60] as const;

/** At most so many months named on the axis, on the places of their points; a January says its year, and every month where half a year lies between them. Example: of the twelve months from Dec 2020, at most four, those are Jan 2021, Apr, Jul and Oct. */
export function monthTicks(months: readonly string[], most: number): TimeTick[] {
  const step = STEPS.find((size) => Math.ceil(months.length / size) <= most) ?? 60;
  const numbered = months.map((month, at) => ({ month, at, number: Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 }));
  return numbered.filter(({ number }) => number % step === 0).map(({ month, at, number }, i) => {
    const words = monthWords(month);
    return { at: Math.round(toX(at, months.length) * 100) / 1000, label: step >= 12 ? month.slice(0, 4) : i === 0 || number % 12 === 0 || step >= 6 ? words : words.slice(0, 3) };
  });
}

function zoneOf(from: number | undefined, { high }: Domain): readonly [number, number] | undefined {
  return from === undefined || high <= from ? undefined : [from, high];
}

/** Pixels that a tick of the axis takes. */
const PER_TICK = 32;

/** A panel ready to draw: zero is always on it, for every value is a difference from nothing. */
export function monthPanel(panel: MonthPanel, axis: (value: number) => string, text: (value: number) => string): PanelModel {
  const lines: ChartLine[] = panel.series.map((each, position) => ({ ...each, subject: position === 0 }));
  const reach = panel.from === undefined ? [] : [[panel.from * 1.1]];
  const domain = domainOf([...lines.map((line) => line.values), ...reach], false, true);
  const ticks = ticksOf(domain, Math.max(3, Math.round(panel.height / PER_TICK)));
  const endNames = Object.fromEntries(panel.series.flatMap(({ key, end }) => (end === undefined ? [] : [[key, end]])));
  return panelModel({ lines, ticks, height: panel.height, log: false, format: axis, endFormat: text, domain, note: panel.note, zone: zoneOf(panel.from, domain), endNames });
}
