import type { FlowHistory } from './cash-flows';

/**
 * Return of the money that was in at each time, whatever came and went: Π (value − flow) / value before, less 1, over the whole
 * period, not annualised. A stretch that starts from nothing counts as no return. NaN under two values, or where money out left less than nothing before it was valued.
 * Example: 100, then 60 put in and worth 170, gives 0.1.
 */
export function timeWeightedReturn({ values, flows }: FlowHistory): number {
  if (values.length < 2) return Number.NaN;
  let growth = 1;
  for (let i = 1; i < values.length; i += 1) {
    const before = values[i - 1] as number;
    if (before === 0) continue;
    const factor = ((values[i] as number) - (flows[i] as number)) / before;
    if (!(factor >= 0)) return Number.NaN;
    growth *= factor;
  }
  return growth - 1;
}
