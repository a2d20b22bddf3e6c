type Numbers = ArrayLike<number>;

/** Simple returns of consecutive levels (> 0): one fewer than levels. Example: 100, 110, 99 give 0.1 and −0.1. */
export function simpleReturns(levels: Numbers): Float64Array {
  const returns = new Float64Array(Math.max(0, levels.length - 1));
  for (let i = 0; i < returns.length; i += 1) returns[i] = (levels[i + 1] as number) / (levels[i] as number) - 1;
  return returns;
}

/** Last level over the first, less 1; NaN without levels. Example: 100, 50, 120 give 0.2. */
export function totalReturn(levels: Numbers): number {
  return levels.length === 0 ? Number.NaN : (levels[levels.length - 1] as number) / (levels[0] as number) - 1;
}

/** Yearly rate that leads from the first level to the last: (last/first)^(p/n) − 1 over n periods; NaN without a period. Example: 100 to 121 in 2 periods of a year each is 0.1. */
export function compoundRate(levels: Numbers, periodsPerYear: number): number {
  const periods = levels.length - 1;
  return periods < 1 ? Number.NaN : (1 + totalReturn(levels)) ** (periodsPerYear / periods) - 1;
}

/** The rate per period that compounds to a yearly rate: (1 + r)^(1/p) − 1. Example: 0.21 a year over 2 periods is 0.1. */
export function periodRate(yearlyRate: number, periodsPerYear: number): number {
  return (1 + yearlyRate) ** (1 / periodsPerYear) - 1;
}

/** Compounds simple returns into one. Example: 0.1 and −0.1 give −0.01. */
export function compound(returns: Numbers): number {
  let growth = 1;
  for (let i = 0; i < returns.length; i += 1) growth *= 1 + (returns[i] as number);
  return growth - 1;
}
