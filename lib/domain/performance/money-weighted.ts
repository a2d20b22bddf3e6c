import { findRoot } from '../foundation/root';
import { fail, ok } from '../foundation/result';
import { DAYS_PER_YEAR } from '../foundation/year';
import type { FlowHistory } from './cash-flows';
import { RATE_SEARCH } from './rules';

/** Why flows have no meaningful yearly rate. */
export const NO_RATE_REASONS = {
  'no-time': 'No time passed between the first and the last value.',
  'nothing-invested': 'No money was put in.',
  'nothing-back': 'Nothing came back: all of it was lost, so no rate makes up for it.',
  'no-rate': 'No yearly rate explains these flows.',
  'several-rates': 'More than one yearly rate explains these flows, so none is meaningful.',
} as const;
export type NoRateReason = keyof typeof NO_RATE_REASONS;

/** A dated amount seen from the purse: < 0 paid in, > 0 received. `years` on actual/365. */
export interface DatedAmount {
  readonly years: number;
  readonly amount: number;
}

/**
 * The yearly rate at which dated amounts are worth nothing together (XIRR, actual/365): bracketed on a grid of ln(1 + rate), then Brent.
 * Typed reason where there is none or more than one. Example: −1000 now and +1100 after a year of 365 days is 0.1.
 */
export function internalRate(amounts: readonly DatedAmount[]): { ok: true; value: number } | { ok: false; reason: NoRateReason } {
  const span = Math.max(...amounts.map(({ years }) => years)) - Math.min(...amounts.map(({ years }) => years));
  if (!(span > 0)) return fail('no-time');
  if (!amounts.some(({ amount }) => amount < 0)) return fail('nothing-invested');
  if (!amounts.some(({ amount }) => amount > 0)) return fail('nothing-back');
  const worth = netWorth(amounts);
  const brackets = signChanges(worth);
  const [bracket] = brackets;
  if (!bracket) return fail('no-rate');
  if (brackets.length > 1) return fail('several-rates');
  const root = findRoot(worth, bracket[0], bracket[1]);
  return root.ok ? ok(Math.expm1(root.value)) : fail('no-rate');
}

/** Worth of the amounts at a force of interest, seen from the first or the last day, whichever keeps every factor at most 1. */
function netWorth(amounts: readonly DatedAmount[]): (force: number) => number {
  const first = Math.min(...amounts.map(({ years }) => years));
  const last = Math.max(...amounts.map(({ years }) => years));
  return (force) => amounts.reduce((sum, { years, amount }) => sum + amount * Math.exp(force * ((force > 0 ? first : last) - years)), 0);
}

function signChanges(f: (force: number) => number): [number, number][] {
  const { low, high, steps } = RATE_SEARCH;
  const found: [number, number][] = [];
  let from = low;
  let before = f(low);
  for (let i = 1; i <= steps; i += 1) {
    const to = low + ((high - low) * i) / steps;
    const value = f(to);
    if (before === 0 || (value !== 0 && before * value < 0)) found.push([from, to]);
    [from, before] = [to, value];
  }
  return found;
}

/**
 * The yearly rate that money actually earned: the first value and every later flow paid in, the last value received (Rule 11).
 * Example: 1000 on 2020-01-01, worth 1100 on 2021-01-01 (366 days), is 0.0997….
 */
export function moneyWeightedReturn({ days, values, flows }: FlowHistory): { ok: true; value: number } | { ok: false; reason: NoRateReason } {
  const last = values.length - 1;
  if (last < 1) return fail('no-time');
  const amounts: DatedAmount[] = [{ years: 0, amount: -(values[0] as number) }];
  for (let i = 1; i <= last; i += 1) amounts.push({ years: (days[i] as number) / DAYS_PER_YEAR, amount: -(flows[i] as number) });
  amounts.push({ years: (days[last] as number) / DAYS_PER_YEAR, amount: values[last] as number });
  return internalRate(amounts);
}
