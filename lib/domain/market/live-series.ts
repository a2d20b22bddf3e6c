import { capContradicts } from './live-quality';
import { AGREE_WITHIN, REDENOMINATION_FROM, REDENOMINATION_SLACK, REFERENCE_DAYS, REFERENCE_ROWS, SUPPORT_DAYS, SUPPORT_WITHIN, SUPPORTERS, UNCONFIRMED_JUMP, UNCONFIRMED_SUPPLY } from './live-rules';

/** What one source said of one asset, by rising day number. USD, units for the supply; NaN where it said nothing. */
export interface SourceSeries {
  readonly source: string;
  readonly days: readonly number[];
  readonly close: readonly number[];
  readonly supply: readonly number[];
  readonly marketCap: readonly number[];
}

export const WITHHELD_FAULTS = ['redenomination', 'jump', 'supply', 'cap'] as const;
export type WithheldFault = (typeof WITHHELD_FAULTS)[number];

/** A stored row that stays out of the market until it is confirmed. */
export interface Withheld {
  readonly source: string;
  readonly day: number;
  readonly fault: WithheldFault;
  readonly reason: string;
}

const within = (a: number, b: number, times: number): boolean => a <= b * times && b <= a * times;
const times = (ratio: number): string => `×${Number(ratio.toPrecision(3))}`;

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Up to 7 known values from `from` on in one direction, at most 30 days away from `day`. */
function nearby(days: readonly number[], values: readonly number[], from: number, step: 1 | -1, day: number): number[] {
  const found: number[] = [];
  for (let i = from; i >= 0 && i < days.length && found.length < REFERENCE_ROWS; i += step) {
    if (Math.abs((days[i] as number) - day) > REFERENCE_DAYS) break;
    if (!Number.isNaN(values[i])) found.push(values[i] as number);
  }
  return found;
}

function supporters(days: readonly number[], values: readonly number[], at: number): number {
  let count = 0;
  for (let i = at - SUPPORT_DAYS; i <= at + SUPPORT_DAYS; i += 1) {
    if (i === at || !(Math.abs((days[i] ?? Number.NaN) - (days[at] as number)) <= SUPPORT_DAYS)) continue;
    if (within(values[i] as number, values[at] as number, SUPPORT_WITHIN)) count += 1;
  }
  return count;
}

/** Stated supply, else market cap ÷ close. */
const suppliesOf = (series: SourceSeries): number[] => series.supply.map((stated, i) => (Number.isNaN(stated) ? (series.marketCap[i] as number) / (series.close[i] as number) : stated));

interface Read extends SourceSeries {
  readonly supplies: readonly number[];
}

function otherClose(all: readonly Read[], own: Read, day: number, agreesWith: number): boolean {
  return all.some((other) => other !== own && Math.abs((other.close[other.days.indexOf(day)] ?? Number.NaN) / agreesWith - 1) <= AGREE_WITHIN);
}

/** What a value is held against: the median of its source's days before it, the next one where there are none; NaN for none. */
function reference(days: readonly number[], values: readonly number[], at: number): number {
  const day = days[at] as number;
  const before = nearby(days, values, at - 1, -1, day);
  return before.length > 0 ? median(before) : (nearby(days, values, at + 1, 1, day)[0] ?? Number.NaN);
}

/** As above for a close; where its source has no other day, the median of the other sources' days around it. */
function closeReference(all: readonly Read[], own: Read, at: number): number {
  const found = reference(own.days, own.close, at);
  if (!Number.isNaN(found)) return found;
  const day = own.days[at] as number;
  const around = all.flatMap((other) => other.close.filter((close, i) => other !== own && !Number.isNaN(close) && other.days[i] !== day && Math.abs((other.days[i] as number) - day) <= REFERENCE_DAYS));
  return around.length > 0 ? median(around) : Number.NaN;
}

function jumpOf(all: readonly Read[], own: Read, at: number): string | null {
  const close = own.close[at] as number;
  const usual = closeReference(all, own, at);
  if (Number.isNaN(close) || Number.isNaN(usual) || within(close, usual, UNCONFIRMED_JUMP)) return null;
  if (supporters(own.days, own.close, at) >= SUPPORTERS || otherClose(all, own, own.days[at] as number, close)) return null;
  return `unconfirmed jump: close ${times(close / usual)} of the days before`;
}

function explosionOf({ days, supplies }: Read, at: number): string | null {
  const supply = supplies[at] as number;
  const usual = reference(days, supplies, at);
  if (Number.isNaN(supply) || Number.isNaN(usual) || within(supply, usual, UNCONFIRMED_SUPPLY) || supporters(days, supplies, at) >= SUPPORTERS) return null;
  return `unconfirmed supply: ${times(supply / reference)} of the days around it`;
}

/** Price factor of a redenomination that begins at a row, or null: price × k and supply ÷ k, and so the days after as against those before. */
function breakAt({ days, close, supplies }: Read, at: number): number | null {
  const day = days[at] as number;
  const before = [nearby(days, close, at - 1, -1, day), nearby(days, supplies, at - 1, -1, day)] as const;
  if (!((close[at] as number) > 0 && (supplies[at] as number) > 0) || before[0].length === 0 || before[1].length === 0) return null;
  const step = (close[at] as number) / (before[0][0] as number);
  if (within(step, 1, REDENOMINATION_FROM) || !isInverse(step, (supplies[at] as number) / (before[1][0] as number))) return null;
  const price = median(nearby(days, close, at, 1, day)) / median([...before[0]]);
  const supply = median(nearby(days, supplies, at, 1, day)) / median([...before[1]]);
  return within(price, 1, REDENOMINATION_FROM) || !isInverse(price, supply) ? null : step;
}

const isInverse = (price: number, supply: number): boolean => Math.abs(price * supply - 1) <= REDENOMINATION_SLACK;

/** Whether all known values lie within so many times of each other: then none can be off by that. */
function isCalm(values: readonly number[], most: number): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high <= low * most;
}

function redenominated(all: readonly Read[]): Map<string, Withheld> {
  const found = new Map<string, Withheld>();
  for (const own of all) {
    if (isCalm(own.supplies, REDENOMINATION_FROM * (1 - REDENOMINATION_SLACK))) continue;
    let factor = 1;
    own.days.forEach((day, at) => {
      factor *= breakAt(own, at) ?? 1;
      if (within(factor, 1, 2)) return;
      const reason = `redenomination: price ${times(factor)} while supply ${times(1 / factor)}`;
      for (const other of all) {
        const theirs = other.close[other.days.indexOf(day)] ?? Number.NaN;
        if (other === own || within(theirs, own.close[at] as number, 2)) found.set(`${other.source} ${day}`, { source: other.source, day, fault: 'redenomination', reason });
      }
    });
  }
  return found;
}

/**
 * Which rows of one asset stay out of the market, in the order of the sources and days: a redenomination (price × k while supply ÷ k, k ≥ 3) until
 * the source restates its history; a close 100 times off the median of the days before it, or a supply 10 times off, until two days within
 * 3 days of it, or (a close) another source, say the same; a market cap that contradicts close × supply. Depends on the rows alone, not on
 * the order in which they came. Missing values judge nothing. Example: of closes 1, 1, 150, 1 the 150 is a jump; of 1, 1, 150, 150, 150 none is.
 */
export function judgeSeries(series: readonly SourceSeries[]): Withheld[] {
  const all: Read[] = series.map((one) => ({ ...one, supplies: suppliesOf(one) }));
  const renamed = redenominated(all);
  const calmPrices = isCalm(all.flatMap(({ close }) => close), UNCONFIRMED_JUMP);
  return all.flatMap((own) => {
    const calmSupply = isCalm(own.supplies, UNCONFIRMED_SUPPLY);
    return own.days.flatMap((day, at): Withheld[] => {
      const known = renamed.get(`${own.source} ${day}`);
      if (known) return [known];
      const jump = calmPrices ? null : jumpOf(all, own, at);
      if (jump !== null) return [{ source: own.source, day, fault: 'jump', reason: jump }];
      const supply = calmSupply ? null : explosionOf(own, at);
      if (supply !== null) return [{ source: own.source, day, fault: 'supply', reason: supply }];
      const contradicts = capContradicts(own.close[at] as number, own.supply[at] as number, own.marketCap[at] as number);
      return contradicts ? [{ source: own.source, day, fault: 'cap', reason: 'market cap contradicts close × supply beyond 2 times' }] : [];
    });
  });
}
