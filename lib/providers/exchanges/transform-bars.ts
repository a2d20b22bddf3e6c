import 'server-only';
import { dayFault } from '@/lib/domain/market/data-quality';
import { CANDLE_SLACK, CLOCK_SKEW_MS } from '@/lib/domain/market/live-rules';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { dayOf, DAY_MS, FROM_THE_FUTURE } from '../day-stamps';
import { judgeAmount, judgePrice } from '../judge-number';
import type { DailyRow, Span, Taken } from '../live-port';
import { Refusals, schemaFault } from '../refusals';
import { barSchema } from './schema';

/** Days since 1970 beyond which a stamp is no date that a calendar has (the year 9999). */
const LAST_DAY_NUMBER = 2_932_896;

interface Bar {
  readonly stamp: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Base units. */
  readonly volume: number;
  /** Quote units; NaN where the exchange does not say. */
  readonly turnover: number;
}

const NOT_DAILY = 'a day that does not begin at 00:00 UTC';

const stampText = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms));

function stampFault(stamp: number, now: Date): string | null {
  const day = stamp / DAY_MS;
  if (!Number.isInteger(stamp) || day < 0 || day > LAST_DAY_NUMBER) return 'a time that is no date';
  if (!Number.isInteger(day)) return NOT_DAILY;
  // A clock that is ahead of ours starts the next day before us.
  if (stamp > now.getTime() + CLOCK_SKEW_MS) return FROM_THE_FUTURE;
  return dayFault(dayFromNumber(day), dayOf(new Date(now.getTime() + CLOCK_SKEW_MS)));
}

function candleFault({ open, high, low, close }: Bar): string | null {
  if (high < low) return 'high is below low';
  if (Math.max(open, close) > high * (1 + CANDLE_SLACK)) return 'open or close above high';
  return Math.min(open, close) < low * (1 - CANDLE_SLACK) ? 'open or close below low' : null;
}

/**
 * Traded value of a bar in the quote currency: what the exchange says (its own turnover, or volume × its average price), else volume in
 * base units × (open + close) ÷ 2. A turnover at a price that the day did not see is not believed.
 */
function tradedOf(bar: Bar): { readonly value: number; readonly fault: string | null } {
  const rough = bar.volume * ((bar.open + bar.close) / 2);
  if (Number.isNaN(bar.turnover) || bar.volume === 0) return { value: rough, fault: null };
  const price = bar.turnover / bar.volume;
  const seen = price >= bar.low * (1 - CANDLE_SLACK) && price <= bar.high * (1 + CANDLE_SLACK);
  return seen ? { value: bar.turnover, fault: null } : { value: Number.NaN, fault: 'traded value contradicts volume and price' };
}

/** Bars by their stamps; what is wrong with a stamp is told once for all bars that have it. None where the answer is not one of days. */
function readBars(id: string, raw: readonly unknown[], now: Date, refusals: Refusals): Bar[] {
  const bars = new Map<number, Bar>();
  const wrong = new Map<string, { readonly about: string; readonly raw: unknown; count: number }>();
  const refuse = (about: string, reason: string, one: unknown): void => {
    const known = wrong.get(reason);
    if (known) known.count += 1;
    else wrong.set(reason, { about, raw: one, count: 1 });
  };
  for (const one of raw) {
    const parsed = barSchema.safeParse(one);
    if (!parsed.success) {
      refuse(Array.isArray(one) ? String(one[0]) : '', `a bar that is not as described: ${schemaFault(parsed.error)}`, one);
      continue;
    }
    const [stamp, open, high, low, close, volume, turnover] = parsed.data;
    const fault = stampFault(stamp, now) ?? (bars.has(stamp) ? 'a day came twice (the first stands)' : null);
    if (fault) refuse(stampText(stamp), fault, one);
    else bars.set(stamp, { stamp, open, high, low, close, volume, turnover: typeof turnover === 'number' ? turnover : Number.NaN });
  }
  for (const [reason, { about, raw: first, count }] of wrong) refusals.add(id, about, count > 1 ? `${reason}: ${count} bars` : reason, first);
  // Bars of hours are no days, not even the one that begins at midnight; with one day of the future all are shifted, also those that look right.
  return wrong.has(NOT_DAILY) || wrong.has(FROM_THE_FUTURE) ? [] : [...bars.values()].sort((a, b) => a.stamp - b.stamp);
}

/**
 * Finished days of daily bars, oldest first. A bar is stamped with its START: 00:00 of D is day D, and it is finished when D is over, by a
 * clock that the exchange's may be minutes ahead of. Prices in USDT or USDC count as USD. Bars outside the span are left out: some
 * exchanges give more than was asked for.
 */
export function toHistory(id: string, raw: readonly unknown[], span: Span, now: Date): Taken<DailyRow> {
  const refusals = new Refusals();
  const rows: DailyRow[] = [];
  for (const bar of readBars(id, raw, now, refusals)) {
    const day = dayFromNumber(bar.stamp / DAY_MS);
    if (bar.stamp + DAY_MS > now.getTime() - CLOCK_SKEW_MS || day < span.from || day > span.to) continue;
    const about = stampText(bar.stamp);
    const prices = (['open', 'high', 'low', 'close'] as const).map((field) => judgePrice(bar[field], field));
    const [open, high, low, close] = prices.map((judged) => (judged.ok ? judged.text : null));
    const fault = prices.flatMap((judged) => (judged.ok ? [] : [judged.reason]))[0] ?? candleFault(bar);
    if (fault || !open || !high || !low || !close) {
      refusals.add(id, about, fault ?? 'a price is missing', bar);
      continue;
    }
    const volume = refusals.keep(judgeAmount(bar.volume, 'volume', Number.MAX_VALUE), id, about, bar);
    const traded = tradedOf(bar);
    if (traded.fault) refusals.add(id, about, traded.fault, bar);
    const tradedValue = volume === null || traded.fault ? null : refusals.keep(judgeAmount(traded.value, 'traded value'), id, about, bar);
    rows.push({ externalId: id, day, close, tradedValue, marketCap: null, circulatingSupply: null, open, high, low });
  }
  return { rows, refused: refusals.list };
}
