import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { amountFault, dailyFault, dayFault, priceFault } from '@/lib/domain/market/data-quality';
import type { FactTable } from '@/lib/domain/market/fact-tables';
import { DayReader, DaySets } from './day-sets';

/** What becomes of a row of the right shape: refused for a reason, or stored, as it stands or with other cells. */
export interface Verdict {
  readonly reason: string | null;
  readonly unordered: boolean;
  readonly cells: readonly string[] | null;
}

export interface JudgeContext {
  readonly assetIds: ReadonlySet<string>;
  readonly today: IsoDay;
}

/** Judges the rows of one table in file order (cells in the order of `columnNames`); remembers which days it has taken. */
export type Judge = (cells: readonly string[]) => Verdict;

const STORED: Verdict = { reason: null, unordered: false, cells: null };
const STORED_UNORDERED: Verdict = { reason: null, unordered: true, cells: null };

function refuse(reason: string): Verdict {
  return { reason, unordered: false, cells: null };
}

/** A blank cell as NaN, so that the domain sees unknown as unknown. */
function toNumber(text: string | undefined): number {
  return text === undefined || text === '' ? Number.NaN : Number(text);
}

/** 0 stands for unknown in these cells: they are stored blank. Null where nothing changes. */
function blankZeros(cells: readonly string[], positions: readonly number[], values: readonly number[]): readonly string[] | null {
  if (!values.some((value) => value === 0)) return null;
  return cells.map((cell, position) => (values[positions.indexOf(position)] === 0 ? '' : cell));
}

abstract class TableJudge {
  protected readonly days = new DayReader();
  private readonly taken = new DaySets();
  constructor(protected readonly context: JudgeContext) {}

  protected dayReason(text: string): string | null {
    const read = this.days.read(text);
    return read ? dayFault(read.day, this.context.today) : 'no such day';
  }

  protected take(key: string, day: string): 'next' | 'earlier' | 'taken' {
    return this.taken.take(key, this.days.read(day)?.number ?? 0);
  }
}

class DailyJudge extends TableJudge {
  private known = '';
  private before: readonly string[] = [];

  judge: Judge = (cells) => {
    const id = cells[0] as string;
    const day = cells[1] as string;
    if (id !== this.known && !this.context.assetIds.has(id)) return refuse('unknown id');
    this.known = id;
    const marketCap = toNumber(cells[4]);
    const circulatingSupply = toNumber(cells[5]);
    const reason =
      this.dayReason(day) ??
      dailyFault({
        close: toNumber(cells[2]), tradedValue: toNumber(cells[3]), marketCap, circulatingSupply,
        open: toNumber(cells[6]), high: toNumber(cells[7]), low: toNumber(cells[8]),
      });
    if (reason !== null) return refuse(reason);
    const outcome = this.take(id, day);
    if (outcome === 'taken') return refuse(this.duplicateReason(cells));
    this.before = cells;
    if (marketCap === 0 || circulatingSupply === 0) return { reason: null, unordered: outcome === 'earlier', cells: blankZeros(cells, [4, 5], [marketCap, circulatingSupply]) };
    return outcome === 'earlier' ? STORED_UNORDERED : STORED;
  };

  private duplicateReason(cells: readonly string[]): string {
    if (this.before[0] !== cells[0] || this.before[1] !== cells[1]) return 'duplicate day (the first stands)';
    return `duplicate day (${this.before.join() === cells.join() ? 'same values as' : 'other values than'} the line before)`;
  }
}

/** A named value a day: of an asset, or of the market. */
class ValueJudge extends TableJudge {
  constructor(context: JudgeContext, private readonly ofAsset: boolean) {
    super(context);
  }

  judge: Judge = (cells) => {
    const [id, day, metric, value] = this.ofAsset ? cells : ['', ...cells];
    if (this.ofAsset && !this.context.assetIds.has(id as string)) return refuse('unknown id');
    const reason = this.dayReason(day as string) ?? (Number.isFinite(Number(value)) ? null : 'value is not finite');
    if (reason !== null) return refuse(reason);
    const outcome = this.take(`${id} ${metric}`, day as string);
    if (outcome === 'taken') return refuse('duplicate day (the first stands)');
    return outcome === 'earlier' ? STORED_UNORDERED : STORED;
  };
}

class UniverseJudge extends TableJudge {
  judge: Judge = (cells) => {
    const [day = '', rank = '', , , , cap, price, supply, traded, knownDay = ''] = cells;
    const values = [toNumber(cap), toNumber(price), toNumber(supply)];
    const [marketCap = Number.NaN, unitPrice = Number.NaN, units = Number.NaN] = values;
    const reason =
      this.dayReason(day) ??
      (this.days.read(knownDay) ? (knownDay < day ? 'known before its day' : null) : 'no such known day') ??
      (Number.isNaN(unitPrice) || unitPrice === 0 ? null : priceFault(unitPrice, 'price')) ??
      amountFault(marketCap, 'market cap') ??
      amountFault(units, 'circulating supply') ??
      amountFault(toNumber(traded), 'traded value');
    if (reason !== null) return refuse(reason);
    if (this.take(rank, day) === 'taken') return refuse('duplicate rank on this day');
    return { reason: null, unordered: false, cells: blankZeros(cells, [5, 6, 7], values) };
  };
}

/** The judge of a table. */
export function createJudge(table: FactTable, context: JudgeContext): Judge {
  if (table === 'daily') return new DailyJudge(context).judge;
  return table === 'universe' ? new UniverseJudge(context).judge : new ValueJudge(context, table === 'metrics').judge;
}
