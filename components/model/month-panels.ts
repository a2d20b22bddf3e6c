import { panelModel, type ChartLine, type PanelModel, type Tone } from '@/components/charts/panel';
import { domainOf, ticksOf, type Domain, type Values } from '@/components/charts/scales';

/** One series of months; null where a month has none. */
export interface MonthSeries {
  readonly key: string;
  readonly name: string;
  readonly short?: string;
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
  return panelModel({ lines, ticks, height: panel.height, log: false, format: axis, endFormat: text, domain, note: panel.note, zone: zoneOf(panel.from, domain) });
}
