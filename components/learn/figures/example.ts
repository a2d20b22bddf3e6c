import { dayFromNumber, isoDay, dayNumber } from '@/lib/domain/foundation/iso-day';
import { alignFlows, type FlowHistory } from '@/lib/domain/performance/cash-flows';
import { simpleReturns } from '@/lib/domain/performance/returns';

/** Seven closes of an invented index and of an invented benchmark, a day apart: small enough to check by hand. */
export const LEVELS = [100, 110, 99, 105, 120, 108, 126] as const;
export const BENCHMARK = [100, 106, 98, 103, 112, 104, 115] as const;
export const RETURNS = simpleReturns(LEVELS);
export const BENCHMARK_RETURNS = simpleReturns(BENCHMARK);

const START = dayNumber(isoDay('2020-01-01'));
const day = (offset: number) => dayFromNumber(START + offset);

/** 1,000 put in, 500 more after 100 days, worth 1,900 after 365; just before the second payment it was worth 1,100. */
export const FLOWS = { first: 1000, second: 500, before: 1100, end: 1900, secondDay: 100, days: 365 } as const;

/** The same as the functions of returns take it. */
export function flowHistory(): FlowHistory | null {
  const values = [
    { day: day(0), value: FLOWS.first },
    { day: day(FLOWS.secondDay), value: FLOWS.before + FLOWS.second },
    { day: day(FLOWS.days), value: FLOWS.end },
  ];
  const aligned = alignFlows([{ day: day(FLOWS.secondDay), amount: FLOWS.second }], values);
  return aligned.ok ? aligned.value : null;
}
