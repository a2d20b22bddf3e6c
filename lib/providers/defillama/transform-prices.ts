import 'server-only';
import type { z } from 'zod';
import { addDays, dayNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { dayFault } from '@/lib/domain/market/data-quality';
import { CLOCK_SKEW_MS, dayClosedAt, dayOf, DAY_MS, FROM_THE_FUTURE, futureStamp, stampText } from '../day-stamps';
import { judgePrice } from '../judge-number';
import type { DailyRow, QuoteRow, Span, Taken } from '../live-port';
import { Refusals, schemaFault } from '../refusals';
import { chartPointSchema, priceSchema, type chartSchema } from './schema';

/** A sample may lie so far from 00:00 and still be called the close; DefiLlama has one every few minutes, of small assets one an hour. */
export const CLOSE_WITHIN_S = 3_600;
/** A price in doubt is none: what DefiLlama is sure of says 0.99. */
export const LEAST_CONFIDENCE = 0.9;
/** An asset that died keeps its last price, with full confidence: what is older is no price of the moment. */
const QUOTE_WITHIN_MS = DAY_MS;
const DAY_S = DAY_MS / 1_000;

/** Ids are CoinGecko's; one with a colon is a chain and an address already. */
export const keyOf = (externalId: string): string => (externalId.includes(':') ? externalId : `coingecko:${externalId}`);

/** The moment that closes a day, in seconds. */
export const closeOf = (day: IsoDay): number => dayNumber(addDays(day, 1)) * DAY_S;

const ONLY_CLOSE = { tradedValue: null, marketCap: null, circulatingSupply: null, open: null, high: null, low: null } as const;

function confidenceFault(confidence: number | null | undefined): string | null {
  return confidence !== null && confidence !== undefined && !(confidence >= LEAST_CONFIDENCE) ? `confidence ${confidence} is below ${LEAST_CONFIDENCE}` : null;
}

function minutesText(seconds: number): string {
  return seconds > 7_200 ? `${Math.round(seconds / 3_600)} hours` : `${Math.round(seconds / 60)} minutes`;
}

/** Each id's price as it came, with those that are missing or not as described refused. */
function readPrices(ids: readonly string[], coins: Readonly<Record<string, unknown>>, about: string, refusals: Refusals): (readonly [string, z.output<typeof priceSchema>])[] {
  return ids.flatMap((id) => {
    const raw = coins[keyOf(id)];
    const parsed = priceSchema.safeParse(raw);
    if (parsed.success) return [[id, parsed.data] as const];
    refusals.add(id, about, raw === undefined ? 'not in the answer' : schemaFault(parsed.error), raw ?? '');
    return [];
  });
}

/** Closes of one day from the samples nearest to 00:00 UTC after it. The answer names the time of the sample: a far one is refused. */
export function toCloses(ids: readonly string[], coins: Readonly<Record<string, unknown>>, day: IsoDay): Taken<DailyRow> {
  const refusals = new Refusals();
  const rows = readPrices(ids, coins, day, refusals).flatMap(([id, sample]): DailyRow[] => {
    const away = Math.abs(sample.timestamp - closeOf(day));
    const far = away <= CLOSE_WITHIN_S ? null : `the sample is ${minutesText(away)} away from the close`;
    const close = judgePrice(sample.price);
    const fault = far ?? confidenceFault(sample.confidence) ?? (close.ok ? null : close.reason);
    if (fault === null && close.ok) return [{ externalId: id, day, close: close.text, ...ONLY_CLOSE }];
    refusals.add(id, day, fault ?? '', sample);
    return [];
  });
  return { rows, refused: refusals.list };
}

/** Prices of the moment, for display. */
export function toQuotes(ids: readonly string[], coins: Readonly<Record<string, unknown>>, now: Date): Taken<QuoteRow> {
  const refusals = new Refusals();
  const rows = readPrices(ids, coins, '', refusals).flatMap(([id, sample]): QuoteRow[] => {
    const age = now.getTime() - sample.timestamp * 1_000;
    const price = judgePrice(sample.price, 'price');
    const untimely = age < -CLOCK_SKEW_MS ? 'the price is from the future' : age > QUOTE_WITHIN_MS ? 'the price is older than a day' : null;
    const fault = untimely ?? confidenceFault(sample.confidence) ?? (price.ok ? null : price.reason);
    if (fault === null && price.ok) {
      return [{ externalId: id, price: price.text, marketCap: null, circulatingSupply: null, tradedValue24h: null, change24h: null, quotedAt: new Date(sample.timestamp * 1_000) }];
    }
    refusals.add(id, stampText(sample.timestamp * 1_000), fault ?? '', sample);
    return [];
  });
  return { rows, refused: refusals.list };
}

interface Sample {
  readonly day: IsoDay;
  readonly away: number;
  readonly close: string;
}

function judgeSample(raw: unknown, today: IsoDay): Sample | { readonly about: string; readonly reason: string } {
  const parsed = chartPointSchema.safeParse(raw);
  if (!parsed.success) return { about: '', reason: schemaFault(parsed.error) };
  const { timestamp, price } = parsed.data;
  const midnight = Math.round(timestamp / DAY_S) * DAY_S;
  const away = Math.abs(timestamp - midnight);
  const day = dayClosedAt(midnight * 1_000);
  const far = away > CLOSE_WITHIN_S ? `the sample is ${minutesText(away)} away from the close` : null;
  if (day === null || far) return { about: stampText(timestamp * 1_000), reason: far ?? 'a time that is no date' };
  const astray = day >= today ? 'the day is not over' : dayFault(day, today);
  const close = judgePrice(price);
  if (astray || !close.ok) return { about: day, reason: astray ?? (close.ok ? '' : close.reason) };
  return { day, away, close: close.text };
}

/** Finished days of a chart with one point a day, oldest first; of two samples of one day the one nearer to 00:00 stands. */
export function toHistory(id: string, chart: z.output<typeof chartSchema>, span: Span, now: Date): Taken<DailyRow> {
  const refusals = new Refusals();
  const doubt = confidenceFault(chart.confidence);
  if (doubt) {
    refusals.add(id, '', doubt, chart.confidence);
    return { rows: [], refused: refusals.list };
  }
  const future = futureStamp(chart.prices.flatMap((raw) => (chartPointSchema.safeParse(raw).data?.timestamp ?? 0) * 1_000), now);
  if (future !== null) {
    refusals.add(id, stampText(future), FROM_THE_FUTURE, future);
    return { rows: [], refused: refusals.list };
  }
  const nearest = new Map<IsoDay, Sample>();
  const today = dayOf(now);
  for (const raw of chart.prices) {
    const sample = judgeSample(raw, today);
    if ('reason' in sample) refusals.add(id, sample.about, sample.reason, raw);
    else if (sample.day >= span.from && sample.day <= span.to && sample.away < (nearest.get(sample.day)?.away ?? Infinity)) nearest.set(sample.day, sample);
  }
  const rows = [...nearest.values()].sort((a, b) => (a.day < b.day ? -1 : 1)).map(({ day, close }): DailyRow => ({ externalId: id, day, close, ...ONLY_CLOSE }));
  return { rows, refused: refusals.list };
}
