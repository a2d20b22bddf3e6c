import { family, type Feature } from './feature';
import { DAYS_PER_YEAR, REFERENCE_ASSET, YEAR_SPAN_DAYS } from './rules';
import { latest, presentCount, ratio, windowDeviation, windowMax } from './window';
import type { AssetView } from './view';

const YEAR = Math.sqrt(DAYS_PER_YEAR);

/** Root mean square of the negative returns over all n (Rule 11), a year. */
function downsideDeviation(returns: Float64Array, row: number, days: number): number {
  const count = presentCount(returns, row, days);
  let squares = 0;
  for (let t = row - days + 1; count > 0 && t <= row; t += 1) {
    const move = returns[t] as number;
    if (move < 0) squares += move * move;
  }
  return Math.sqrt(squares / count) * YEAR;
}

/** Slope of the asset's returns on the reference's and what is left, over the days that both have. */
function regression(view: AssetView, row: number, days: number): { beta: number; residual: number } {
  const none = { beta: Number.NaN, residual: Number.NaN };
  const reference = view.market.reference;
  if (reference === null || presentCount(view.returns, row, days) === 0 || presentCount(reference.returns, row, days) === 0) return none;
  let n = 0, sumX = 0, sumY = 0, sumXX = 0, sumXY = 0, sumYY = 0;
  for (let t = row - days + 1; t <= row; t += 1) {
    const x = reference.returns[t] as number;
    const y = view.returns[t] as number;
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    n += 1;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
    sumYY += y * y;
  }
  const varianceX = sumXX - (sumX * sumX) / n;
  const covariance = sumXY - (sumX * sumY) / n;
  if (!(varianceX > 1e-16) || n < 3) return none;
  const left = Math.max(0, sumYY - (sumY * sumY) / n - (covariance * covariance) / varianceX);
  return { beta: covariance / varianceX, residual: Math.sqrt(left / (n - 2)) * YEAR };
}

const NOT_REFERENCE = { test: (asset) => asset.id !== REFERENCE_ASSET, otherwise: 'it is what the others are measured against' } satisfies Feature['applies'];

function volatility(days: number): Pick<Feature, 'code' | 'name' | 'warmUpDays' | 'formula' | 'value'> {
  return {
    code: `volatility${days}d`,
    name: `Volatility, ${days} d`,
    warmUpDays: days,
    formula: `standard deviation (n − 1) of ${days} daily log returns × √365`,
    value: (view, row) => windowDeviation(view.returns, row, days) * YEAR,
  };
}

/** How violently the price moves: calmer is better. */
export const VOLATILITY_FEATURES: readonly Feature[] = family(
  { lens: 'technical', family: 'volatility', needs: ['close'], direction: 'lower', unit: 'perYear', range: [0, Infinity], invariantTo: ['price', 'money', 'redenomination'], reference: 'Ang, Hodrick, Xing and Zhang, The Cross-Section of Volatility and Expected Returns, Journal of Finance 61 (2006)' },
  [
    volatility(30),
    volatility(90),
    {
      code: 'volatilityRegime30d',
      name: 'Volatility against its year',
      unit: 'ratio',
      warmUpDays: YEAR_SPAN_DAYS,
      formula: 'volatility of 30 days ÷ volatility of 52 weeks',
      reference: 'Moreira and Muir, Volatility-Managed Portfolios, Journal of Finance 72 (2017)',
      value: (view, row) => ratio(windowDeviation(view.returns, row, 30), windowDeviation(view.returns, row, YEAR_SPAN_DAYS)),
    },
    {
      code: 'downside90d',
      name: 'Downside deviation, 90 d',
      warmUpDays: 90,
      formula: 'root mean square of negative daily log returns over 90 days × √365',
      reference: 'Sortino and van der Meer, Downside Risk, Journal of Portfolio Management 17 (1991)',
      value: (view, row) => downsideDeviation(view.returns, row, 90),
    },
    {
      code: 'maxDay30d',
      name: 'Best day, 30 d',
      unit: 'fraction',
      warmUpDays: 30,
      range: [-1, Infinity],
      formula: 'largest simple daily return of 30 days',
      reference: 'Bali, Cakici and Whitelaw, Maxing Out, Journal of Financial Economics 99 (2011)',
      value: (view, row) => Math.expm1(windowMax(view.returns, row, 30)),
    },
    {
      code: 'beta90d',
      name: 'Beta to Bitcoin, 90 d',
      unit: 'ratio',
      needs: ['close', 'reference'],
      warmUpDays: 90,
      range: [-Infinity, Infinity],
      formula: 'slope of daily log returns on Bitcoin’s over 90 days',
      applies: NOT_REFERENCE,
      reference: 'Frazzini and Pedersen, Betting Against Beta, Journal of Financial Economics 111 (2014)',
      value: (view, row) => regression(view, row, 90).beta,
    },
    {
      code: 'ownVolatility90d',
      name: 'Volatility beside Bitcoin’s, 90 d',
      needs: ['close', 'reference'],
      warmUpDays: 90,
      applies: NOT_REFERENCE,
      formula: 'residual standard deviation (n − 2) of that regression × √365',
      value: (view, row) => regression(view, row, 90).residual,
    },
  ],
);

/** Days since the highest close of the window, 0 on the day itself. */
function daysSinceHigh(close: Float64Array, row: number, days: number): number {
  const high = windowMax(close, row, days);
  if (Number.isNaN(high)) return Number.NaN;
  let age = 0;
  while (close[row - age] !== high) age += 1;
  return age;
}

function belowHigh(days: number, code: string): Pick<Feature, 'code' | 'name' | 'warmUpDays' | 'formula' | 'value'> {
  return {
    code,
    name: `Below its ${days}-day high`,
    warmUpDays: days - 1,
    formula: `close ÷ highest close of ${days} days − 1`,
    value: (view, row) => ratio(latest(view.close, row), windowMax(view.close, row, days)) - 1,
  };
}

/** How far, and how long, below the high. */
export const DRAWDOWN_FEATURES: readonly Feature[] = family(
  { lens: 'technical', family: 'drawdown', needs: ['close'], direction: 'higher', unit: 'fraction', range: [-1, 0], invariantTo: ['price', 'money', 'redenomination'], reference: 'George and Hwang, The 52-Week High and Momentum Investing, Journal of Finance 59 (2004)' },
  [
    belowHigh(90, 'drawdown90d'),
    belowHigh(365, 'drawdown365d'),
    {
      code: 'daysSinceHigh365d',
      name: 'Days since its 365-day high',
      unit: 'days',
      direction: 'lower',
      warmUpDays: 364,
      range: [0, 364],
      formula: 'days since the highest close of 365 days',
      value: (view, row) => daysSinceHigh(view.close, row, 365),
    },
  ],
);
