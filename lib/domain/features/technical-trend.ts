import { family, type Feature } from './feature';
import { latest, presentCount, ratio, windowMean } from './window';

/** Net move as a share of the path walked over `days` (Kaufman), with its sign, −1 to 1; 0 where nothing moved. */
function efficiencyRatio(close: Float64Array, row: number, days: number): number {
  if (presentCount(close, row, days + 1) === 0) return Number.NaN;
  let first = Number.NaN;
  let before = Number.NaN;
  let path = 0;
  for (let t = row - days; t <= row; t += 1) {
    const value = close[t] as number;
    if (value !== value) continue;
    if (first !== first) first = value;
    else path += Math.abs(value - before);
    before = value;
  }
  return path > 0 ? Math.max(-1, Math.min(1, (before - first) / path)) : 0;
}

/** Correlation of log close with time over `days` closes, −1 to 1: a straight climb is 1; 0 where nothing moved. */
function straightness(logClose: Float64Array, row: number, days: number): number {
  const center = windowMean(logClose, row, days);
  if (Number.isNaN(center)) return Number.NaN;
  const first = row - days + 1;
  let n = 0, sumTime = 0, sumTimes = 0, cross = 0, squares = 0;
  for (let t = first; t <= row; t += 1) {
    const log = (logClose[t] as number) - center;
    if (log !== log) continue;
    const time = t - first;
    n += 1;
    sumTime += time;
    sumTimes += time * time;
    cross += time * log;
    squares += log * log;
  }
  const spread = squares * (sumTimes - (sumTime * sumTime) / n);
  return squares > 1e-20 ? Math.max(-1, Math.min(1, cross / Math.sqrt(spread))) : 0;
}

function aboveMean(days: number): Pick<Feature, 'code' | 'name' | 'warmUpDays' | 'formula' | 'value'> {
  return {
    code: `trend${days}d`,
    name: `Price ÷ ${days}-day mean`,
    warmUpDays: days - 1,
    formula: `close ÷ mean close of ${days} days`,
    value: (view, row) => ratio(latest(view.close, row), windowMean(view.close, row, days)),
  };
}

const BROCK = 'Brock, Lakonishok and LeBaron, Simple Technical Trading Rules, Journal of Finance 47 (1992)';

/** Where the price stands against its own past, and how straight it got there. */
export const TREND_FEATURES: readonly Feature[] = family(
  { lens: 'technical', family: 'trend', needs: ['close'], direction: 'higher', invariantTo: ['price', 'money', 'redenomination'], unit: 'ratio', range: [0, Infinity], reference: BROCK },
  [
    aboveMean(20),
    aboveMean(50),
    aboveMean(200),
    {
      code: 'trendCross20d100d',
      name: '20-day ÷ 100-day mean',
      warmUpDays: 99,
      formula: 'mean close of 20 days ÷ mean close of 100 days',
      value: (view, row) => ratio(windowMean(view.close, row, 20), windowMean(view.close, row, 100)),
    },
    {
      code: 'trendStraightness90d',
      name: 'Straightness of the climb, 90 d',
      unit: 'points',
      warmUpDays: 89,
      range: [-1, 1],
      formula: 'correlation of log close with time over 90 closes',
      reference: 'Clenow, Stocks on the Move (2015), regression momentum',
      value: (view, row) => straightness(view.derived('logClose'), row, 90),
    },
    {
      code: 'trendEfficiency60d',
      name: 'Signed efficiency, 60 d',
      unit: 'points',
      warmUpDays: 60,
      range: [-1, 1],
      formula: '(close − close 60 days before) ÷ sum of absolute daily moves of 60 days',
      reference: 'Kaufman, Smarter Trading (1995), efficiency ratio',
      value: (view, row) => efficiencyRatio(view.close, row, 60),
    },
  ],
);
