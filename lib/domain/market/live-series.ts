import { capContradicts } from './live-quality';
import { isCalm, median, nearby, unitFactors } from './live-redenomination';
import { unconfirmedRestatements, within, type Answers, type Facts } from './live-restated';
import { AGREE_WITHIN, REFERENCE_DAYS, SUPPORT_DAYS, SUPPORT_WITHIN, SUPPORTERS, UNCONFIRMED_JUMP, UNCONFIRMED_SUPPLY } from './live-rules';

/** What one source said of one asset, by rising day number. USD, units for the supply; NaN where it said nothing. */
export interface SourceSeries extends Facts, Answers {
  readonly source: string;
  readonly days: readonly number[];
  /** What it said first of each day. */
  readonly first: Facts;
}

export const WITHHELD_FAULTS = ['redenomination', 'jump', 'supply', 'cap', 'restated'] as const;
export type WithheldFault = (typeof WITHHELD_FAULTS)[number];

/** A stored row that stays out of the market until it is confirmed; of a `restated` one, what the source said first is used. */
export interface Withheld {
  readonly source: string;
  readonly day: number;
  readonly fault: WithheldFault;
  readonly reason: string;
}

interface Read extends SourceSeries {
  readonly restated: readonly boolean[];
  /** Stated supply, else market cap ÷ close. */
  readonly supplies: readonly number[];
}

const times = (ratio: number): string => `×${Number(ratio.toPrecision(3))}`;

function read(series: SourceSeries): Read {
  const restated = unconfirmedRestatements(series.first, series, series);
  const used = (fact: keyof Facts): number[] => series[fact].map((last, row) => (restated[row] ? (series.first[fact][row] as number) : last));
  const [close, supply, marketCap] = [used('close'), used('supply'), used('marketCap')];
  return { ...series, restated, close, supply, marketCap, supplies: supply.map((stated, row) => (Number.isNaN(stated) ? (marketCap[row] as number) / (close[row] as number) : stated)) };
}

function supporters({ days, answeredOn }: Read, values: readonly number[], at: number): number {
  let count = 0;
  for (let i = at - SUPPORT_DAYS; i <= at + SUPPORT_DAYS; i += 1) {
    if (i === at || answeredOn[i] === answeredOn[at] || !(Math.abs((days[i] ?? Number.NaN) - (days[at] as number)) <= SUPPORT_DAYS)) continue;
    if (within(values[i] as number, values[at] as number, SUPPORT_WITHIN)) count += 1;
  }
  return count;
}

/** The next two values, where they agree and are not both of one later answer: what a first day is held against. */
function nextTwo({ days, answeredOn }: Read, values: readonly number[], at: number): number {
  const [one, two] = nearby(days, values, at + 1, 1, days[at] as number);
  const later = answeredOn[at + 1] !== answeredOn[at] && answeredOn[at + 1] === answeredOn[at + 2];
  return one === undefined || two === undefined || later || !within(one, two, SUPPORT_WITHIN) ? Number.NaN : one;
}

/** What a value is held against: the median of the accepted days before it, for a first day the next two. NaN for none. */
function reference(own: Read, accepted: readonly number[], values: readonly number[], at: number): number {
  const before = nearby(own.days, accepted, at - 1, -1, own.days[at] as number);
  return before.length > 0 ? median(before) : nextTwo(own, values, at);
}

/** The median of what other sources say of the days around, for a source that has no other day. */
function elsewhere(all: readonly Read[], own: Read, day: number): number {
  const around = all.flatMap((other) => other.close.filter((close, i) => other !== own && !Number.isNaN(close) && other.days[i] !== day && Math.abs((other.days[i] as number) - day) <= REFERENCE_DAYS));
  return around.length > 0 ? median(around) : Number.NaN;
}

const sameDay = (other: Read, day: number): number => other.close[other.days.indexOf(day)] ?? Number.NaN;

function jumpOf(all: readonly Read[], own: Read, accepted: readonly number[], at: number): string | null {
  const close = own.close[at] as number;
  const day = own.days[at] as number;
  const found = reference(own, accepted, own.close, at);
  const usual = Number.isNaN(found) ? elsewhere(all, own, day) : found;
  if (Number.isNaN(close) || Number.isNaN(usual) || within(close, usual, UNCONFIRMED_JUMP)) return null;
  const agreed = all.some((other) => other !== own && Math.abs(sameDay(other, day) / close - 1) <= AGREE_WITHIN);
  return agreed || supporters(own, own.close, at) >= SUPPORTERS ? null : `unconfirmed jump: close ${times(close / usual)} of the days before`;
}

function explosionOf(own: Read, accepted: readonly number[], at: number): string | null {
  const supply = own.supplies[at] as number;
  const usual = reference(own, accepted, own.supplies, at);
  if (Number.isNaN(supply) || Number.isNaN(usual) || within(supply, usual, UNCONFIRMED_SUPPLY) || supporters(own, own.supplies, at) >= SUPPORTERS) return null;
  return `unconfirmed supply: ${times(supply / usual)} of the days before`;
}

/** Rows in another unit than their series began in, and the rows of other sources that are in it, too. */
function redenominated(all: readonly Read[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const own of all) {
    unitFactors(own.days, own.close, own.supplies).forEach((factor, at) => {
      if (within(factor, 1, 2)) return;
      const day = own.days[at] as number;
      const users = all.filter((other) => other === own || within(sameDay(other, day), own.close[at] as number, 2));
      for (const { source } of users) found.set(`${source} ${day}`, `redenomination: price ${times(factor)} while supply ${times(1 / factor)}`);
    });
  }
  return found;
}

function judgeOne(all: readonly Read[], own: Read, renamed: ReadonlyMap<string, string>, calm: boolean): Withheld[] {
  const calmSupply = isCalm(own.supplies, UNCONFIRMED_SUPPLY);
  const [closes, supplies] = [[...own.close], [...own.supplies]];
  return own.days.flatMap((day, at): Withheld[] => {
    const out = (fault: WithheldFault, reason: string): Withheld[] => {
      if (fault !== 'restated') closes[at] = supplies[at] = Number.NaN;
      return [{ source: own.source, day, fault, reason }];
    };
    const unit = renamed.get(`${own.source} ${day}`);
    if (unit !== undefined) return out('redenomination', unit);
    const jump = calm ? null : jumpOf(all, own, closes, at);
    if (jump !== null) return out('jump', jump);
    const supply = calmSupply ? null : explosionOf(own, supplies, at);
    if (supply !== null) return out('supply', supply);
    if (capContradicts(own.close[at] as number, own.supply[at] as number, own.marketCap[at] as number)) return out('cap', 'market cap contradicts close × supply beyond 2 times');
    return own.restated[at] ? out('restated', 'restated beyond 3 times; what was said first stands until later days confirm it') : [];
  });
}

/**
 * Which rows of one asset stay out of the market: a redenomination, until the source restates its history; a close 50 times off the median of
 * the accepted days before it, or a supply 10 times off, until two days of other answers within 3 days of it, or (a close) another source, say
 * the same; a market cap that contradicts close × supply; a restatement beyond 3 times, until days of other answers confirm it. Depends on the rows alone,
 * not on the order in which they came. Missing values judge nothing. Example: of closes 1, 1, 150, 1 the 150 is a jump; of 1, 1, 150, 150, 150 none is.
 */
export function judgeSeries(series: readonly SourceSeries[]): Withheld[] {
  const all = series.map(read);
  const calm = isCalm(all.flatMap(({ close }) => close), UNCONFIRMED_JUMP);
  const renamed = redenominated(all);
  return all.flatMap((own) => judgeOne(all, own, renamed, calm));
}
