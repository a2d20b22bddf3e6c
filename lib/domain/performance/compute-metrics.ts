import { toNullable } from '../foundation/missing';
import { maxDrawdown } from './drawdown';
import { benchmarkCorrelation, beta, capture } from './relative';
import { compoundRate, periodRate, simpleReturns, totalReturn } from './returns';
import { sharpe, sortino, volatility } from './risk';
import { PERIODS_PER_YEAR } from './rules';
import { expectedShortfall, valueAtRisk } from './tail';

/** The figures of Rule 11; null where one does not exist. Fractions; indices point into the levels. */
export interface Metrics {
  readonly totalReturn: number | null;
  readonly cagr: number | null;
  readonly volatility: number | null;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly maxDrawdown: number | null;
  readonly maxDrawdownStart: number | null;
  readonly maxDrawdownEnd: number | null;
  readonly recovered: number | null;
  readonly calmar: number | null;
  readonly var95: number | null;
  readonly cvar95: number | null;
}

/** The figures that need a benchmark. */
export interface RelativeMetrics {
  readonly beta: number | null;
  readonly correlation: number | null;
  readonly upCapture: number | null;
  readonly downCapture: number | null;
}

export interface MetricsOptions {
  /** Levels of the benchmark on the same days. */
  readonly benchmark?: ArrayLike<number> | undefined;
  /** Yearly, a fraction. */
  readonly riskFreeRate?: number | undefined;
  readonly periodsPerYear?: number | undefined;
}

/**
 * All figures of one series of levels (at least 2, all > 0). Conventions of Rule 11: simple returns, volatility with n − 1, Sharpe and
 * Sortino from the mean periodic excess return, downside over all n, the first level counts in drawdown, fractional CVaR tail.
 * Example: levels 100, 110, 88 have a total return of −0.12 and a deepest drawdown of −0.2 from 1 to 2.
 */
export function computeMetrics(levels: ArrayLike<number>, options: MetricsOptions = {}): Metrics & Partial<RelativeMetrics> {
  const periods = options.periodsPerYear ?? PERIODS_PER_YEAR;
  const rate = periodRate(options.riskFreeRate ?? 0, periods);
  const returns = simpleReturns(levels);
  const drawdown = maxDrawdown(levels);
  const cagr = compoundRate(levels, periods);
  return {
    totalReturn: toNullable(totalReturn(levels)),
    cagr: toNullable(cagr),
    volatility: toNullable(volatility(returns, periods)),
    sharpe: toNullable(sharpe(returns, rate, periods)),
    sortino: toNullable(sortino(returns, rate, periods)),
    maxDrawdown: toNullable(drawdown.depth),
    maxDrawdownStart: drawdown.start,
    maxDrawdownEnd: drawdown.end,
    recovered: drawdown.recovered,
    calmar: drawdown.depth < 0 ? toNullable(cagr / -drawdown.depth) : null,
    var95: toNullable(valueAtRisk(returns)),
    cvar95: toNullable(expectedShortfall(returns)),
    ...(options.benchmark ? relativeMetrics(returns, simpleReturns(options.benchmark)) : {}),
  };
}

function relativeMetrics(returns: Float64Array, benchmark: Float64Array): RelativeMetrics {
  return {
    beta: toNullable(beta(returns, benchmark)),
    correlation: toNullable(benchmarkCorrelation(returns, benchmark)),
    upCapture: toNullable(capture(returns, benchmark, 'up')),
    downCapture: toNullable(capture(returns, benchmark, 'down')),
  };
}
