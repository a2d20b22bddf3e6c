import 'server-only';
import { dec, decText } from '@/lib/domain/foundation/decimal';
import { parseIsoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { ON_CHAIN_FEATURES } from '@/lib/domain/features/on-chain';
import { CLOCK_SKEW_MS, dayOf, FROM_THE_FUTURE } from '../day-stamps';
import { MOST_UNITS, type Judged } from '../judge-number';
import type { MetricRow, Span } from '../live-port';
import { schemaFault, type Refusals } from '../refusals';
import { catalogRowSchema, rowSchema, type MetricsRow } from './schema';

const METRIC = 'metric:';

/** What the on-chain features read: these names are Coin Metrics' own. */
export const ON_CHAIN_METRICS: readonly string[] = [...new Set(ON_CHAIN_FEATURES.flatMap(({ needs }) => needs).filter((need) => need.startsWith(METRIC)).map((need) => need.slice(METRIC.length)))].sort();

const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?Z$/;
const NUMBER = /^\d{1,40}(\.\d{1,60})?([eE][+-]?\d{1,2})?$/;

/** The day that a stamp names: a metric stamped 00:00 of D covers D. Null for what stamps no day. */
export function dayCovered(time: string): IsoDay | null {
  const day = MIDNIGHT.exec(time)?.[1];
  return day === undefined ? null : parseIsoDay(day);
}

/** A value is text in Coin Metrics' answers; anything else is not what was described. */
export function judgeText(value: unknown, name: string): Judged<string> {
  if (typeof value !== 'string') return { ok: false, reason: `${name} is ${Array.isArray(value) ? 'a list' : `a ${typeof value}`}, not text` };
  if (value.startsWith('-')) return { ok: false, reason: `${name} is negative` };
  if (!NUMBER.test(value)) return { ok: false, reason: `${name} is not a number` };
  const exact = dec(value);
  return exact.gt(MOST_UNITS) ? { ok: false, reason: `${name} above ${MOST_UNITS} (not possible)` } : { ok: true, text: decText(exact) };
}

export interface Question {
  readonly asset: string;
  readonly metrics: readonly string[];
  readonly span: Span;
  readonly now: Date;
}

function dayFaultOf(day: IsoDay | null, { span, now }: Question): string | null {
  if (day === null) return 'its time is not the start of a day';
  if (day >= dayOf(now)) return 'its day has not ended';
  return day < span.from || day > span.to ? 'a day that was not asked for' : null;
}

function valuesOf(row: MetricsRow, day: IsoDay, { metrics }: Question, refusals: Refusals): MetricRow[] {
  return metrics.flatMap((metric) => {
    const value = row[metric];
    // Left out: Coin Metrics does not have it. Null: it has none for this day. Neither is zero.
    if (value === undefined || value === null) return [];
    const text = refusals.keep(judgeText(value, metric), `${row.asset} ${metric}`, day, value);
    return text === null ? [] : [{ externalId: row.asset, metric, day, value: text }];
  });
}

/** The first time in a page that names a day of the future; null where none does. */
function futureTime(rows: readonly unknown[], now: Date): string | null {
  const times = rows.map((given) => rowSchema.safeParse(given).data?.time ?? '');
  return times.find((time) => (dayCovered(time) ?? '') > dayOf(new Date(now.getTime() + CLOCK_SKEW_MS))) ?? null;
}

/** The metrics in a page of rows; none of a page with a day of the future, for then all its days are shifted. `seen` holds the days of earlier pages. */
export function toMetrics(rows: readonly unknown[], question: Question, seen: Set<string>, refusals: Refusals): MetricRow[] {
  const future = futureTime(rows, question.now);
  if (future !== null) {
    refusals.add(question.asset, future, FROM_THE_FUTURE, future);
    return [];
  }
  return rows.flatMap((given) => {
    const parsed = rowSchema.safeParse(given);
    if (!parsed.success) {
      refusals.add(question.asset, '', schemaFault(parsed.error), given);
      return [];
    }
    const row = parsed.data;
    const day = dayCovered(row.time);
    const fault = row.asset === question.asset ? dayFaultOf(day, question) : 'an asset that was not asked for';
    if (day === null || fault !== null) {
      refusals.add(row.asset, row.time, fault ?? '', given);
      return [];
    }
    if (seen.has(day)) {
      refusals.add(row.asset, day, 'it came twice (the first stands)', given);
      return [];
    }
    seen.add(day);
    return valuesOf(row, day, question, refusals);
  });
}

/** What is free of each asset, day by day. A row that cannot be read tells of nothing that is free. */
export function readCatalog(rows: readonly unknown[]): Map<string, readonly string[]> {
  const free = new Map<string, readonly string[]>();
  for (const given of rows) {
    const parsed = catalogRowSchema.safeParse(given);
    if (!parsed.success) continue;
    const { asset, metrics } = parsed.data;
    free.set(asset, metrics.filter(({ frequencies }) => frequencies.some(({ frequency, community }) => frequency === '1d' && community === true)).map(({ metric }) => metric));
  }
  return free;
}
