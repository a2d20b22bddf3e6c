import { change, mapped, ofPair, ratio, times } from './arithmetic';
import { family, type Feature } from './feature';
import { DAYS_PER_YEAR, REFERENCE_ASSET, YEAR_SPAN_DAYS } from './rules';
import type { Series } from './series';
import { close, downSquare, referenceReturns, returns, simpleMove } from './sources';
import { daysSinceHighest, deviation, highest, latest, mean } from './windows';

const YEAR = Math.sqrt(DAYS_PER_YEAR);

function squareRoot(part: Series): Series {
  return mapped('√', part, (out, a) => {
    for (let i = 0; i < out.length; i += 1) out[i] = Math.sqrt(a[i] as number);
  });
}

/** Root mean square of the negative returns over all n (Rule 11), a year. */
const DOWNSIDE = times(squareRoot(mean(downSquare, 90)), YEAR);

/** Variance of the reference's returns under which no slope is told, and days that a regression needs. */
const MIN_SQUARES = 1e-16;
const MIN_DAYS = 3;

/** Slope of the asset's returns on the reference's over the days that both have, and what the line leaves, a year. */
const BETA = ofPair('slope', referenceReturns, returns, 90, (out, figures) => {
  for (let i = 0; i < out.length; i += 1) {
    const count = figures[4 * i] as number, xx = figures[4 * i + 1] as number, xy = figures[4 * i + 3] as number;
    if (xx > MIN_SQUARES && count >= MIN_DAYS) out[i] = xy / xx;
    else out[i] = Number.NaN;
  }
});
const RESIDUAL = ofPair('residual', referenceReturns, returns, 90, (out, figures) => {
  for (let i = 0; i < out.length; i += 1) {
    const count = figures[4 * i] as number, xx = figures[4 * i + 1] as number, yy = figures[4 * i + 2] as number, xy = figures[4 * i + 3] as number;
    const left = Math.max(0, yy - (xy * xy) / xx);
    if (xx > MIN_SQUARES && count >= MIN_DAYS) out[i] = Math.sqrt(left / (count - 2)) * YEAR;
    else out[i] = Number.NaN;
  }
});

const NOT_REFERENCE = { test: (asset) => asset.id !== REFERENCE_ASSET, otherwise: 'it is what the others are measured against' } satisfies Feature['applies'];

function volatility(days: number): Pick<Feature, 'code' | 'name' | 'warmUpDays' | 'formula' | 'values'> {
  return {
    code: `volatility${days}d`,
    name: `Volatility, ${days} d`,
    warmUpDays: days,
    formula: `standard deviation (n − 1) of ${days} daily log returns × √365`,
    values: times(deviation(returns, days), YEAR),
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
      values: ratio(deviation(returns, 30), deviation(returns, YEAR_SPAN_DAYS)),
    },
    {
      code: 'downside90d',
      name: 'Downside deviation, 90 d',
      warmUpDays: 90,
      formula: 'root mean square of negative daily log returns over 90 days × √365',
      reference: 'Sortino and van der Meer, Downside Risk, Journal of Portfolio Management 17 (1991)',
      values: DOWNSIDE,
    },
    {
      code: 'maxDay30d',
      name: 'Best day, 30 d',
      unit: 'fraction',
      warmUpDays: 30,
      range: [-1, Infinity],
      formula: 'largest simple daily return of 30 days',
      reference: 'Bali, Cakici and Whitelaw, Maxing Out, Journal of Financial Economics 99 (2011)',
      values: highest(simpleMove, 30),
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
      values: BETA,
    },
    {
      code: 'ownVolatility90d',
      name: 'Volatility beside Bitcoin’s, 90 d',
      needs: ['close', 'reference'],
      warmUpDays: 90,
      applies: NOT_REFERENCE,
      formula: 'residual standard deviation (n − 2) of that regression × √365',
      values: RESIDUAL,
    },
  ],
);

function belowHigh(days: number, code: string): Pick<Feature, 'code' | 'name' | 'warmUpDays' | 'formula' | 'values'> {
  return {
    code,
    name: `Below its ${days}-day high`,
    warmUpDays: days - 1,
    formula: `close ÷ highest close of ${days} days − 1`,
    values: change(latest(close), highest(close, days)),
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
      values: daysSinceHighest(close, 365),
    },
  ],
);
