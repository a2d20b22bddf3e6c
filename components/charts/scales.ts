import { dayFromNumber, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { formatMonth } from '@/lib/format/day';

/** A drawing is 1,000 × 1,000 and is stretched to its place; strokes keep their width. */
export const EXTENT = 1000;

export type Values = readonly (number | null)[];

/** What is known, and above zero where the scale is logarithmic. */
export function known(values: Values, log = false): number[] {
  return values.filter((value): value is number => value !== null && Number.isFinite(value) && (!log || value > 0));
}

export interface Domain {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
}

/** The span of all values with a little air, from zero on a linear scale where `zero` is asked. */
export function domainOf(all: readonly Values[], log: boolean, zero = false): Domain {
  const values = all.flatMap((each) => known(each, log));
  if (values.length === 0) return { low: log ? 1 : 0, high: log ? 10 : 1, log };
  let low = values.reduce((least, value) => Math.min(least, value), Infinity);
  let high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (log) {
    const air = Math.max(Math.log(high / low) * 0.06, 0.01);
    return { low: low / Math.exp(air), high: high * Math.exp(air), log };
  }
  if (zero) {
    low = Math.min(0, low);
    high = Math.max(0, high);
  }
  const air = (high - low || Math.abs(high) || 1) * 0.06;
  return { low: zero && low === 0 ? 0 : low - air, high: zero && high === 0 ? 0 : high + air, log };
}

/** Height of a value: 0 at the top, 1,000 at the bottom. */
export function toY(value: number, { low, high, log }: Domain): number {
  const share = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return (1 - share) * EXTENT;
}

export function toX(position: number, count: number): number {
  return count <= 1 ? EXTENT : (position / (count - 1)) * EXTENT;
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

function linearTicks({ low, high }: Domain, count: number): number[] {
  const step = niceStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, tick) => Number(((first + tick) * step).toPrecision(12)));
}

const LEADS = [[1, 1.5, 2, 3, 4, 5, 7], [1, 2, 3, 5], [1, 2, 5], [1, 3], [1]] as const;

function logTicks(domain: Domain, count: number): number[] {
  const first = Math.floor(Math.log10(domain.low));
  const last = Math.ceil(Math.log10(domain.high));
  const powers = Array.from({ length: last - first + 1 }, (_, power) => first + power);
  const inside = (leads: readonly number[], every: number): number[] =>
    powers.filter((power) => power % every === 0).flatMap((power) => leads.map((lead) => Number((lead * 10 ** power).toPrecision(6)))).filter((tick) => tick >= domain.low && tick <= domain.high);
  const fits = LEADS.map((leads) => inside(leads, 1)).find((ticks) => ticks.length <= count);
  return fits ?? inside([1], 2);
}

/** Round values inside a domain, at most about `count`. A log span too narrow for round powers falls back to even steps. */
export function ticksOf(domain: Domain, count: number): number[] {
  if (!domain.log) return linearTicks(domain, count);
  const ticks = logTicks(domain, count + 1);
  return ticks.length >= 2 ? ticks : linearTicks(domain, Math.min(count, 4));
}

const MOST_POINTS = 800;

/** Positions that a long line keeps: of each group of days the lowest, the highest and the first gap, so no extreme is lost. */
export function thin(values: Values, most = MOST_POINTS): number[] {
  if (values.length <= most) return values.map((_, position) => position);
  const size = Math.ceil(values.length / (most / 2));
  const kept = new Set([0, values.length - 1]);
  for (let start = 0; start < values.length; start += size) {
    const group = values.slice(start, start + size);
    const low = group.reduce<number>((best, value, at) => (value !== null && value < (group[best] ?? Infinity) ? at : best), 0);
    const high = group.reduce<number>((best, value, at) => (value !== null && value > (group[best] ?? -Infinity) ? at : best), 0);
    const gap = group.indexOf(null);
    kept.add(start + low).add(start + high);
    if (gap >= 0) kept.add(start + gap);
  }
  return [...kept].sort((a, b) => a - b);
}

/** An SVG path; what is missing breaks the line. */
export function linePath(values: Values, domain: Domain): string {
  let pen = 'M';
  let path = '';
  for (const position of thin(values)) {
    const value = values[position];
    if (value === null || value === undefined || !Number.isFinite(value) || (domain.log && value <= 0)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${toX(position, values.length).toFixed(1)} ${toY(value, domain).toFixed(1)}`;
    pen = 'L';
  }
  return path;
}

/** The same line closed down to a baseline. */
export function areaPath(values: Values, domain: Domain, baseline: number): string {
  const first = values.findIndex((value) => value !== null);
  if (first < 0) return '';
  const y = toY(baseline, domain).toFixed(1);
  return `${linePath(values, domain)}L${EXTENT} ${y}L${toX(first, values.length).toFixed(1)} ${y}Z`;
}

/** Moves labels (sorted by height) apart by at least `gap` and keeps them on the drawing. Example: `pushApart([10, 12], 16, 0, 100)` is `[10, 26]`. */
export function pushApart(heights: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = heights.map((height, position) => ({ height, position })).sort((a, b) => a.height - b.height || a.position - b.position);
  const placed: number[] = [];
  order.forEach(({ height }, rank) => placed.push(Math.max(height, top, rank === 0 ? top : (placed[rank - 1] as number) + gap)));
  for (let rank = placed.length - 1; rank >= 0; rank -= 1) {
    const ceiling = rank === placed.length - 1 ? bottom : (placed[rank + 1] as number) - gap;
    placed[rank] = Math.min(placed[rank] as number, Math.max(ceiling, top + rank * gap));
  }
  const result = new Array<number>(heights.length);
  order.forEach(({ position }, rank) => {
    result[position] = placed[rank] as number;
  });
  return result;
}

export interface TimeTick {
  /** In percent of the width. */
  readonly at: number;
  readonly label: string;
}

/** To three decimals: a browser rounds what it writes into a style, and the server must have written the same. */
const percentOf = (part: number, whole: number): number => Math.round((part / Math.max(1, whole)) * 100_000) / 1000;

const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 36, 60];

function monthTicks(first: number, last: number, most: number): TimeTick[] {
  const [year, month] = dayFromNumber(first).split('-').map(Number) as [number, number, number];
  const months = Math.ceil((last - first) / 30.4) + 1;
  const step = MONTH_STEPS.find((size) => months / size <= most) ?? 60;
  const ticks: TimeTick[] = [];
  for (let offset = 0; offset <= months; offset += 1) {
    const index = year * 12 + month - 1 + offset;
    if (index % step !== 0) continue;
    const day = dayNumber(isoDay(`${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`));
    if (day < first || day > last) continue;
    const text = formatMonth(dayFromNumber(day));
    const short = index % 12 === 0 || ticks.length === 0 ? text : text.slice(0, 3);
    ticks.push({ at: percentOf(day - first, last - first), label: step >= 12 ? text.slice(-4) : short });
  }
  return ticks;
}

/** First days of months (or weeks, in a short span) as ticks of the time axis. */
export function timeTicks(days: readonly string[], most = 7): TimeTick[] {
  if (days.length < 2) return [];
  const first = dayNumber(isoDay(days[0] as string));
  const last = dayNumber(isoDay(days[days.length - 1] as string));
  if (last - first > 100) return monthTicks(first, last, most);
  const step = Math.max(1, Math.ceil((last - first) / most / 7) * 7);
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, tick) => first + tick * step).map((day) => ({
    at: percentOf(day - first, last - first),
    label: `${Number(dayFromNumber(day).slice(8))} ${formatMonth(dayFromNumber(day)).slice(0, 3)}`,
  }));
}
