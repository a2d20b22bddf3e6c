import 'server-only';
import type { z } from 'zod';
import { dayFault } from '@/lib/domain/market/data-quality';
import { dayClosedAt, dayOf, DAY_MS, FROM_THE_FUTURE, futureStamp, stampText } from '../day-stamps';
import { judgeAmount, judgeKnown, judgePrice } from '../judge-number';
import type { DailyRow, Span, Taken } from '../live-port';
import { noDay, Refusals } from '../refusals';
import { pointSchema, type chartSchema } from './schema';

interface Points {
  readonly values: ReadonlyMap<number, number | null>;
  /** Stamps in the order they came. */
  readonly stamps: readonly number[];
}

/**
 * The points that stand at 00:00 UTC. The last point is the running day and left out, unless it stands at 00:00 itself; of two points
 * with one stamp the first stands; points at other times mean that the answer is not daily, and are told once.
 */
function readPoints(id: string, name: string, list: readonly unknown[], refusals: Refusals): Points {
  const values = new Map<number, number | null>();
  const astray: number[] = [];
  let broken = 0;
  list.forEach((raw, index) => {
    const parsed = pointSchema.safeParse(raw);
    if (!parsed.success) {
      if (broken++ === 0) refusals.add(id, '', `${name}: a point that is not a time and a number`, raw);
      return;
    }
    const [stamp, value] = parsed.data;
    if (stamp % DAY_MS !== 0) {
      if (index < list.length - 1) astray.push(stamp);
    } else if (values.has(stamp)) refusals.add(id, stampText(stamp), `${name}: a day came twice (the first stands)`, raw);
    else values.set(stamp, value);
  });
  if (astray.length > 0) refusals.add(id, stampText(astray[0] as number), `${name}: ${astray.length} points not at 00:00 UTC`, astray.slice(0, 5));
  return { values, stamps: [...values.keys()] };
}

/**
 * Finished days of market_chart with interval=daily, oldest first. A point stamped 00:00 of D is the close of D − 1, and the volume of
 * the 24 h before it that day's; days outside the span are left out, since the source counts its days back from now.
 */
export function toHistory(id: string, chart: z.output<typeof chartSchema>, span: Span, now: Date): Taken<DailyRow> {
  const refusals = new Refusals();
  const prices = readPoints(id, 'prices', chart.prices, refusals);
  const caps = readPoints(id, 'market_caps', chart.market_caps, refusals);
  const volumes = readPoints(id, 'total_volumes', chart.total_volumes, refusals);
  const future = futureStamp(prices.stamps, now);
  if (future !== null) {
    refusals.add(id, stampText(future), FROM_THE_FUTURE, future);
    return { rows: [], refused: refusals.list };
  }
  const rows: DailyRow[] = [];
  const today = dayOf(now);
  for (const stamp of [...prices.stamps].sort((a, b) => a - b)) {
    const day = dayClosedAt(stamp);
    const astray = day === null ? 'a time that is no date' : dayFault(day, today);
    if (day === null || astray) {
      refusals.add(id, stampText(stamp), astray ?? '', stamp);
      continue;
    }
    // A midnight that has come there and not here yet is no fault.
    if (day < span.from || day > span.to || stamp > now.getTime()) continue;
    const close = judgePrice(prices.values.get(stamp));
    if (!close.ok) {
      refusals.add(id, day, close.reason, prices.values.get(stamp));
      continue;
    }
    rows.push({
      externalId: id,
      day,
      close: close.text,
      tradedValue: refusals.keep(judgeAmount(volumes.values.get(stamp), 'traded value'), id, day, volumes.values.get(stamp)),
      marketCap: refusals.keep(judgeKnown(caps.values.get(stamp), 'market cap'), id, day, caps.values.get(stamp)),
      circulatingSupply: null,
      open: null,
      high: null,
      low: null,
    });
  }
  return { rows, refused: rows.length + refusals.list.length > 0 ? refusals.list : [noDay(id, span)] };
}
