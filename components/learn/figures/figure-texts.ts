import { turnoverOf } from '@/lib/domain/performance/turnover';
import { computeMetrics } from '@/lib/domain/performance/compute-metrics';
import { moneyWeightedReturn } from '@/lib/domain/performance/money-weighted';
import { trackingError } from '@/lib/domain/performance/relative';
import { downsideDeviation } from '@/lib/domain/performance/risk';
import { FULL_YEAR_DAYS, PERIODS_PER_YEAR, TAIL_PROBABILITY } from '@/lib/domain/performance/rules';
import { timeWeightedReturn } from '@/lib/domain/performance/time-weighted';
import { portfolioDrift } from '@/lib/domain/rebalancing/judge';
import { formatMoney } from '@/lib/format/money';
import { formatNumber } from '@/lib/format/number';
import { formatChange, formatPercent } from '@/lib/format/percent';
import { BENCHMARK, BENCHMARK_RETURNS, FLOWS, flowHistory, LEVELS, RETURNS } from './example';

/** One figure: its formula, what our convention settles, and the example computed by the function that the pages use. */
export interface FigureText {
  readonly id: string;
  readonly name: string;
  readonly formula: string;
  readonly convention: string;
  readonly example: string;
}

const metrics = computeMetrics(LEVELS, { benchmark: BENCHMARK });
const years = PERIODS_PER_YEAR;
const missing = 'does not exist here';
const percent = (value: number | null | undefined, digits = 2): string => (value === null || value === undefined ? missing : formatChange(value, { digits }));
const plain = (value: number | null | undefined, digits = 2): string => (value === null || value === undefined ? missing : formatNumber(value, { digits }));
const [first, last] = [LEVELS[0], LEVELS[LEVELS.length - 1] ?? Number.NaN];
const n = RETURNS.length;

const RETURN_FIGURES: readonly FigureText[] = [
  { id: 'total-return', name: 'Total return', formula: 'last level ÷ first level − 1', convention: 'Of the whole range, not a year. Net levels include costs.', example: `${last} ÷ ${first} − 1 = ${percent(metrics.totalReturn)}` },
  { id: 'cagr', name: 'Yearly growth (CAGR)', formula: `(last ÷ first)^(${years} ÷ days) − 1`, convention: `Over fewer than ${FULL_YEAR_DAYS} days it is marked: a good week is no good year.`, example: `(${last} ÷ ${first})^(${years} ÷ ${n}) = ${plain((metrics.cagr ?? Number.NaN) + 1, 0)} times the money in a year, from six days: hence the mark` },
];

const RISK_FIGURES: readonly FigureText[] = [
  { id: 'volatility', name: 'Volatility', formula: `√(Σ(r − mean)² ÷ (n − 1)) × √${years}`, convention: 'Simple daily returns; crypto trades every day of the year.', example: percent(metrics.volatility, 1).replace('+', '') },
  { id: 'downside', name: 'Downside deviation', formula: '√(Σ min(0, r − rate)² ÷ n)', convention: 'Divides by all n periods, not only the bad ones. A day, not a year.', example: formatPercent(downsideDeviation(RETURNS), { digits: 2 }) },
  { id: 'sharpe', name: 'Sharpe ratio', formula: `mean(r − rate) ÷ standard deviation × √${years}`, convention: 'The yearly risk-free rate f is (1 + f)^(1 ÷ 365) − 1 a day; 0 unless stated.', example: plain(metrics.sharpe) },
  { id: 'sortino', name: 'Sortino ratio', formula: `mean(r − rate) ÷ downside deviation × √${years}`, convention: 'As Sharpe, against falls only; none where nothing fell.', example: plain(metrics.sortino) },
  { id: 'drawdown', name: 'Deepest drawdown', formula: 'min over t of level(t) ÷ highest level until t − 1', convention: 'The first level counts as a top. With the days of top and bottom, and the day it was made good.', example: `${percent(metrics.maxDrawdown)} from close ${(metrics.maxDrawdownStart ?? Number.NaN) + 1} to close ${(metrics.maxDrawdownEnd ?? Number.NaN) + 1}, made good at close ${(metrics.recovered ?? Number.NaN) + 1}` },
  { id: 'calmar', name: 'Calmar ratio', formula: 'yearly growth ÷ |deepest drawdown|', convention: 'None without a drawdown.', example: `${plain(metrics.calmar, 0)}, as absurd as the yearly growth of six days` },
  { id: 'var', name: 'Value at risk', formula: `the ${formatPercent(TAIL_PROBABILITY, { digits: 0 })} quantile of daily returns`, convention: 'From history, interpolated between neighbours; negative is a loss.', example: percent(metrics.var95) },
  { id: 'cvar', name: 'Expected shortfall (CVaR)', formula: `mean of the worst ${formatPercent(TAIL_PROBABILITY, { digits: 0 })} of daily returns`, convention: 'Where the tail is not a whole number of days, the last counts in part.', example: `${percent(metrics.cvar95)}: the tail of six days is less than the worst one` },
];

const RELATIVE_FIGURES: readonly FigureText[] = [
  { id: 'beta', name: 'Beta', formula: 'covariance(r, benchmark) ÷ variance(benchmark)', convention: 'To Bitcoin unless another benchmark is named.', example: plain(metrics.beta) },
  { id: 'correlation', name: 'Correlation', formula: 'covariance ÷ product of the standard deviations', convention: 'Pearson, of daily returns.', example: plain(metrics.correlation, 3) },
  { id: 'capture', name: 'Up and down capture', formula: 'compounded return ÷ the benchmark’s, over the days it rose (up) or fell (down)', convention: 'A ratio of compounded returns, not of means.', example: `up ${plain(metrics.upCapture)}, down ${plain(metrics.downCapture)}` },
  { id: 'tracking-error', name: 'Tracking error', formula: `standard deviation of r − benchmark × √${years}`, convention: 'n − 1, as volatility.', example: formatPercent(trackingError(RETURNS, BENCHMARK_RETURNS, years), { digits: 1 }) },
];

const history = flowHistory();
const moneyWeighted = history === null ? null : moneyWeightedReturn(history);
const money = (value: number): string => formatMoney(value, { digits: 0 });

const PORTFOLIO_FIGURES: readonly FigureText[] = [
  { id: 'time-weighted', name: 'Time-weighted return', formula: 'product over the days of value before the flow ÷ value after the last one, − 1', convention: 'What the choice of assets did, whoever put in how much and when. Of the whole period.', example: history === null ? missing : `${money(FLOWS.before)} ÷ ${money(FLOWS.first)} × ${money(FLOWS.end)} ÷ ${money(FLOWS.before + FLOWS.second)} − 1 = ${percent(timeWeightedReturn(history))}` },
  { id: 'money-weighted', name: 'Money-weighted return', formula: 'the yearly rate at which all flows and the last value discount to 0 (days ÷ 365)', convention: 'What your money did, payments in their time. Bracketed, then Brent’s method; where there is no such rate it says so.', example: moneyWeighted?.ok === true ? `${percent(moneyWeighted.value)} a year` : missing },
  { id: 'turnover', name: 'Turnover', formula: 'Σ |weight after − weight before| ÷ 2', convention: 'One way, cash included.', example: `from 50/50 to 30/70: ${formatPercent(turnoverOf([0.5, 0.5], [0.3, 0.7]), { digits: 0 })}` },
  { id: 'drift', name: 'Drift', formula: 'Σ |weight − target| ÷ 2', convention: 'Share of the portfolio that would have to move.', example: `60/40 against 50/50: ${formatPercent(portfolioDrift([0.6, 0.4], [0.5, 0.5]), { digits: 0 })}` },
  { id: 'win-rate', name: 'Win rate of rebalances', formula: 'share of rebalances after which the new weights, less costs, did better than the old ones until the next', convention: 'With the average profit beside it: many small wins may hide one large loss.', example: 'Needs a history: see any index.' },
];

export const FIGURE_GROUPS: readonly { readonly title: string; readonly figures: readonly FigureText[] }[] = [
  { title: 'Return', figures: RETURN_FIGURES },
  { title: 'Risk', figures: RISK_FIGURES },
  { title: 'Against a benchmark', figures: RELATIVE_FIGURES },
  { title: 'Of your portfolio', figures: PORTFOLIO_FIGURES },
];
