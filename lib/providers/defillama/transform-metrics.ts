import 'server-only';
import type { z } from 'zod';
import { addDays, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { dayFault } from '@/lib/domain/market/data-quality';
import { plainNumber } from '../plain-number';
import { dayClosedAt, dayOf, DAY_MS, FROM_THE_FUTURE, futureStamp, stampText } from '../day-stamps';
import { judgeAmount } from '../judge-number';
import type { MetricRow, Span } from '../live-port';
import { schemaFault, type Refusals } from '../refusals';
import type { chainPointSchema, feePointSchema, protocolPointSchema } from './schema';

type PointSchema = typeof protocolPointSchema | typeof chainPointSchema | typeof feePointSchema;

/** A stock such as value locked stands at 00:00 after its day; a flow such as fees is stamped with the start of the day it counts. */
export type Stamped = 'close' | 'start';

function dayOfStamp(seconds: number, stamped: Stamped): IsoDay | null {
  const closed = dayClosedAt(seconds * 1_000);
  return closed === null || stamped === 'close' ? closed : addDays(closed, 1);
}

function readPoint(raw: unknown, schema: PointSchema): z.output<PointSchema> | string {
  const parsed = (schema as z.ZodType<{ date: number; value: number | null }>).safeParse(raw);
  return parsed.success ? parsed.data : schemaFault(parsed.error);
}

/** Values of finished days by day; the running last point is dropped, null is unknown, the first of two of one day stands. */
export function readDays(subject: string, points: readonly unknown[], schema: PointSchema, stamped: Stamped, name: string, now: Date, refusals: Refusals): Map<IsoDay, number> {
  const days = new Map<IsoDay, number>();
  const today = dayOf(now);
  const future = futureStamp(points.map((raw) => dateOf(readPoint(raw, schema))), now);
  if (future !== null) {
    refusals.add(subject, stampText(future), `${name}: ${FROM_THE_FUTURE}`, future);
    return days;
  }
  points.forEach((raw, index) => {
    const point = readPoint(raw, schema);
    if (typeof point === 'string') return refusals.add(subject, '', `${name}: ${point}`, raw);
    const about = stampText(point.date * 1_000);
    if ((point.date * 1_000) % DAY_MS !== 0) return index < points.length - 1 ? refusals.add(subject, about, `${name}: a point not at 00:00 UTC`, raw) : undefined;
    const day = dayOfStamp(point.date, stamped);
    const fault = day === null ? 'a time that is no date' : dayFault(day, today);
    if (day === null || fault) return refusals.add(subject, about, `${name}: ${fault ?? ''}`, raw);
    // The running day is no fault: it is only not over.
    if (point.value === null || day >= today || days.has(day)) return undefined;
    const judged = judgeAmount(point.value, name);
    if (judged.ok) days.set(day, point.value);
    else refusals.add(subject, about, judged.reason, raw);
    return undefined;
  });
  return days;
}

const dateOf = (point: ReturnType<typeof readPoint>): number => (typeof point === 'string' ? 0 : point.date * 1_000);

/**
 * Sums the parts of one asset. A part counts from its first day on: before it there was none, after it a day without its value has no
 * sum, since a part is never taken for nothing.
 */
export function sumParts(parts: readonly ReadonlyMap<IsoDay, number>[]): Map<IsoDay, number> {
  const known = parts.filter((part) => part.size > 0).map((part) => ({ part, first: [...part.keys()].reduce((a, b) => (a < b ? a : b)) }));
  const sums = new Map<IsoDay, number>();
  for (const day of new Set(known.flatMap(({ part }) => [...part.keys()]))) {
    const begun = known.filter(({ first }) => first <= day);
    if (begun.every(({ part }) => part.has(day))) sums.set(day, begun.reduce((sum, { part }) => sum + (part.get(day) as number), 0));
  }
  return sums;
}

/** Days of a span as rows of a metric, oldest first. */
export function toMetricRows(externalId: string, metric: string, days: ReadonlyMap<IsoDay, number>, span: Span): MetricRow[] {
  return [...days]
    .filter(([day]) => day >= span.from && day <= span.to)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, value]) => ({ externalId, metric, day, value: plainNumber(value) }));
}
