import type { z } from 'zod';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import type { FactTable } from '@/lib/domain/market/fact-tables';
import { amountFault, dailyFault, dayFault, priceFault } from '@/lib/domain/market/data-quality';
import { DayReader, DaySets } from './day-sets';
import { dailyRow, marketRow, metricRow, universeRow, type DailyRow, type MarketRow, type MetricRow, type UniverseRowText } from './schema';

const NULL = String.raw`\N`;

/** What becomes of a row: text for COPY (without the line number), or the reason why it is refused. */
export type Verdict = { readonly text: string; readonly unordered: boolean } | { readonly reason: string };

export interface JudgeContext {
  readonly assetIds: ReadonlySet<string>;
  readonly today: IsoDay;
}

/** Judges the rows of one table in file order; remembers which days it has taken. */
export interface Judge {
  readonly shape: z.ZodType;
  readonly judge: (row: never) => Verdict;
}

/** A blank cell as NaN, so that the domain sees unknown as unknown. */
function toNumber(text: string): number {
  return text === '' ? Number.NaN : Number(text);
}

function orNull(text: string): string {
  return text === '' ? NULL : text;
}

/** 0 stands for unknown in market caps and supplies. */
function zeroAsNull(text: string, value: number): string {
  return text === '' || value === 0 ? NULL : text;
}

/** COPY's text format; control characters never reach it from a slug or a number, but a name may hold anything. */
function escapeText(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (char) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[char] ?? '');
}

abstract class TableJudge {
  protected readonly days = new DayReader();
  protected readonly taken = new DaySets();
  constructor(protected readonly context: JudgeContext) {}

  protected dayReason(text: string): string | null {
    const read = this.days.read(text);
    return read ? dayFault(read.day, this.context.today) : 'no such day';
  }

  protected take(key: string, day: string, text: string): Verdict {
    const outcome = this.taken.take(key, this.days.read(day)?.number ?? 0);
    return outcome === 'taken' ? { reason: 'duplicate day' } : { text, unordered: outcome === 'earlier' };
  }
}

class DailyJudge extends TableJudge {
  readonly shape = dailyRow;
  private before = '';

  judge = (row: DailyRow): Verdict => {
    if (!this.context.assetIds.has(row.id)) return { reason: 'unknown id' };
    const cap = toNumber(row.marketCap);
    const supply = toNumber(row.circulatingSupply);
    const numbers = {
      close: toNumber(row.close), tradedValue: toNumber(row.tradedValue), marketCap: cap, circulatingSupply: supply,
      open: toNumber(row.open), high: toNumber(row.high), low: toNumber(row.low),
    };
    const reason = this.dayReason(row.day) ?? dailyFault(numbers);
    if (reason !== null) return { reason };
    const values = `${row.close}\t${orNull(row.tradedValue)}\t${zeroAsNull(row.marketCap, cap)}\t${zeroAsNull(row.circulatingSupply, supply)}\t${orNull(row.open)}\t${orNull(row.high)}\t${orNull(row.low)}`;
    const text = `${row.id}\t${row.day}\t${values}`;
    const verdict = this.take(row.id, row.day, text);
    if ('reason' in verdict) return { reason: this.duplicateReason(row, text) };
    this.before = text;
    return verdict;
  };

  private duplicateReason(row: DailyRow, text: string): string {
    if (text === this.before) return 'duplicate day (same values as the line before)';
    return this.before.startsWith(`${row.id}\t${row.day}\t`) ? 'duplicate day (other values than the line before)' : 'duplicate day (the first stands)';
  }
}

class MetricJudge extends TableJudge {
  readonly shape = metricRow;

  judge = (row: MetricRow): Verdict => {
    if (!this.context.assetIds.has(row.id)) return { reason: 'unknown id' };
    const reason = this.dayReason(row.day) ?? (Number.isFinite(Number(row.value)) ? null : 'value is not finite');
    return reason === null ? this.take(`${row.id}\t${row.metric}`, row.day, `${row.id}\t${row.day}\t${row.metric}\t${row.value}`) : { reason };
  };
}

class MarketJudge extends TableJudge {
  readonly shape = marketRow;

  judge = (row: MarketRow): Verdict => {
    const reason = this.dayReason(row.day) ?? (Number.isFinite(Number(row.value)) ? null : 'value is not finite');
    return reason === null ? this.take(row.metric, row.day, `${row.day}\t${row.metric}\t${row.value}`) : { reason };
  };
}

class UniverseJudge extends TableJudge {
  readonly shape = universeRow;

  judge = (row: UniverseRowText): Verdict => {
    const cap = toNumber(row.marketCap);
    const supply = toNumber(row.circulatingSupply);
    const price = toNumber(row.price);
    const reason =
      this.dayReason(row.day) ??
      (this.days.read(row.knownDay) ? (row.knownDay < row.day ? 'known before its day' : null) : 'no such known day') ??
      (Number.isNaN(price) || price === 0 ? null : priceFault(price, 'price')) ??
      amountFault(cap, 'market cap') ??
      amountFault(supply, 'circulating supply') ??
      amountFault(toNumber(row.tradedValue), 'traded value');
    if (reason !== null) return { reason };
    const numbers = `${zeroAsNull(row.marketCap, cap)}\t${zeroAsNull(row.price, price)}\t${zeroAsNull(row.circulatingSupply, supply)}\t${orNull(row.tradedValue)}`;
    const verdict = this.take(row.rank, row.day, `${row.day}\t${row.rank}\t${row.id}\t${escapeText(row.symbol)}\t${escapeText(row.name)}\t${numbers}\t${row.knownDay}`);
    return 'reason' in verdict ? { reason: 'duplicate rank on this day' } : { text: verdict.text, unordered: false };
  };
}

/** The judge of a table. */
export function createJudge(table: FactTable, context: JudgeContext): Judge {
  if (table === 'daily') return new DailyJudge(context);
  if (table === 'metrics') return new MetricJudge(context);
  return table === 'market' ? new MarketJudge(context) : new UniverseJudge(context);
}
