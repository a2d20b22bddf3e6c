import 'server-only';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import { dayOf, FROM_THE_FUTURE } from '../day-stamps';
import type { SeriesRow, Span, Taken } from '../live-port';
import { Refusals, schemaFault } from '../refusals';
import { fearGreedEntrySchema } from './schema';

const METRIC = 'fearGreed';
const TOP = 100;
const DAY_S = 86_400;

function textOf(entry: unknown, field: string): string {
  const value = (entry as Readonly<Record<string, unknown>> | null)?.[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * Values of the days asked for, the oldest first. A value stamped 00:00 of D is published for D, from what was known before it: it
 * belongs to D. Today's can still change and is left for tomorrow. With one value of
 * the future nothing of the answer is taken.
 */
export function takeFearGreed(entries: readonly unknown[], span: Span, today: string): Taken<SeriesRow> {
  const refused = new Refusals();
  const rows = new Map<string, SeriesRow>();
  let shifted = false;
  for (const entry of entries) {
    const about = textOf(entry, 'timestamp');
    const parsed = fearGreedEntrySchema.safeParse(entry);
    if (!parsed.success) {
      refused.add(METRIC, about, schemaFault(parsed.error), entry);
      continue;
    }
    const seconds = Number(parsed.data.timestamp);
    const day = dayOf(new Date(seconds * 1_000));
    if (seconds % DAY_S !== 0) refused.add(METRIC, about, 'is not stamped at 00:00 UTC', entry);
    else if (day > today) {
      shifted = true;
      refused.add(METRIC, day, FROM_THE_FUTURE, entry);
    } else if (Number(parsed.data.value) > TOP) refused.add(METRIC, day, `value above ${TOP}`, entry);
    else if (rows.has(day)) refused.add(METRIC, day, 'comes twice', entry);
    else if (day >= span.from && day <= span.to && day < today) rows.set(day, { metric: METRIC, day, value: String(Number(parsed.data.value)) });
  }
  return { rows: (shifted ? [] : [...rows.values()]).sort((a, b) => dayNumber(a.day) - dayNumber(b.day)), refused: refused.list };
}
