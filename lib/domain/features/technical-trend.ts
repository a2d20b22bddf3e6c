import { ofPair, ratio } from './arithmetic';
import { family, type Feature } from './feature';
import { latestAt, valueAt, type Column } from './rolling/column';
import { rollSums } from './rolling/sums';
import { series } from './series';
import { close, closeStep, logClose, time } from './sources';
import { latest, mean, readableDays } from './windows';

const EFFICIENCY_DAYS = 60;

/** Sum of the steps between the closes of a window whose first day has none: the walk begins at its first close. */
function walkFromFirst(closes: Column, row: number): { readonly first: number; readonly path: number } {
  let [first, before, path] = [Number.NaN, Number.NaN, 0];
  for (let t = row - EFFICIENCY_DAYS; t <= row; t += 1) {
    const value = valueAt(closes, t);
    if (value !== value) continue;
    if (first !== first) first = value;
    else path += Math.abs(value - before);
    before = value;
  }
  return { first, path };
}

/** Net move as a share of the path walked over 60 days (Kaufman), with its sign, −1 to 1; 0 where nothing moved. */
const EFFICIENCY = series('efficiency', (out, block) => {
  const closes = block.column(close);
  const counts = block.counts(readableDays(close, EFFICIENCY_DAYS + 1));
  rollSums(out, block.column(closeStep), EFFICIENCY_DAYS, block.rows);
  const { from, to } = block.rows;
  for (let row = from; row < to; row += 1) {
    const start = valueAt(closes, row - EFFICIENCY_DAYS);
    const { first, path } = start === start || counts[row - from] === 0 ? { first: start, path: out[row - from] as number } : walkFromFirst(closes, row);
    const efficiency = path > 0 ? Math.max(-1, Math.min(1, (latestAt(closes, row) - first) / path)) : 0;
    out[row - from] = counts[row - from] === 0 ? Number.NaN : efficiency;
  }
});

/** Correlation of log close with time over 90 closes, −1 to 1: a straight climb is 1; 0 where nothing moved. */
const STRAIGHTNESS = ofPair('straightness', time, logClose, 90, (out, figures) => {
  for (let i = 0; i < out.length; i += 1) {
    const xx = figures[4 * i + 1] as number, yy = figures[4 * i + 2] as number, xy = figures[4 * i + 3] as number;
    if (yy > 1e-20) out[i] = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
    else out[i] = yy === yy ? 0 : Number.NaN;
  }
});

function aboveMean(days: number): Pick<Feature, 'code' | 'name' | 'warmUpDays' | 'formula' | 'values'> {
  return {
    code: `trend${days}d`,
    name: `Price ÷ ${days}-day mean`,
    warmUpDays: days - 1,
    formula: `close ÷ mean close of ${days} days`,
    values: ratio(latest(close), mean(close, days)),
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
      values: ratio(mean(close, 20), mean(close, 100)),
    },
    {
      code: 'trendStraightness90d',
      name: 'Straightness of the climb, 90 d',
      unit: 'points',
      warmUpDays: 89,
      range: [-1, 1],
      formula: 'correlation of log close with time over 90 closes',
      reference: 'Clenow, Stocks on the Move (2015), regression momentum',
      values: STRAIGHTNESS,
    },
    {
      code: 'trendEfficiency60d',
      name: 'Signed efficiency, 60 d',
      unit: 'points',
      warmUpDays: 60,
      range: [-1, 1],
      formula: '(close − close 60 days before) ÷ sum of absolute daily moves of 60 days',
      reference: 'Kaufman, Smarter Trading (1995), efficiency ratio',
      values: EFFICIENCY,
    },
  ],
);
