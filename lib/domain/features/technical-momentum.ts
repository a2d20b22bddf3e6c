import { combined } from './arithmetic';
import { family, type Feature } from './feature';
import { YEAR_SPAN_DAYS } from './rules';
import { anyMove, close, upMove } from './sources';
import { growth, total } from './windows';

const shared = { lens: 'technical', needs: ['close'], invariantTo: ['price', 'money', 'redenomination'] } as const;
const LIU = 'Liu, Tsyvinski and Wu, Common Risk Factors in Cryptocurrency, Journal of Finance 77 (2022)';

function momentum(days: number, name = `Return, ${days} d`): Pick<Feature, 'name' | 'warmUpDays' | 'formula' | 'values'> {
  return { name, warmUpDays: days, formula: `close ÷ close ${days} days before − 1`, values: growth(close, days) };
}

/** Returns over a week to a year; winners of the last weeks tend to go on. */
export const MOMENTUM_FEATURES: readonly Feature[] = family(
  { ...shared, family: 'momentum', unit: 'fraction', direction: 'higher', range: [-1, Infinity], reference: LIU },
  [
    { code: 'momentum7d', ...momentum(7) },
    { code: 'momentum14d', ...momentum(14) },
    { code: 'momentum30d', ...momentum(30) },
    { code: 'momentum90d', ...momentum(90) },
    { code: 'momentum180d', ...momentum(180) },
    { code: 'momentum365d', ...momentum(YEAR_SPAN_DAYS, 'Return, 52 weeks') },
    {
      code: 'momentumYearSkipMonth',
      name: 'Return, 52 weeks less the last month',
      warmUpDays: YEAR_SPAN_DAYS,
      formula: `close 30 days before ÷ close ${YEAR_SPAN_DAYS} days before − 1`,
      reference: 'Jegadeesh and Titman, Returns to Buying Winners and Selling Losers, Journal of Finance 48 (1993)',
      values: growth(close, YEAR_SPAN_DAYS - 30, 30),
    },
  ],
);

const RSI_DAYS = 14;

/** Wilder's index with plain sums over 14 returns: share of the up moves in all moves, 0–100; 50 where nothing moved. */
const RELATIVE_STRENGTH = combined('relative strength', [total(upMove, RSI_DAYS), total(anyMove, RSI_DAYS)], (out, up, all) => {
  for (let i = 0; i < out.length; i += 1) {
    // 100 × up ÷ up may round to just above 100.
    if ((all[i] as number) > 0) out[i] = Math.min(100, (100 * (up[i] as number)) / (all[i] as number));
    else if (all[i] === all[i]) out[i] = 50;
    else out[i] = Number.NaN;
  }
});

/** Very short moves, which tend to turn. */
export const REVERSAL_FEATURES: readonly Feature[] = family({ ...shared, family: 'reversal', direction: 'lower' }, [
  {
    code: 'reversal1d',
    ...momentum(1),
    unit: 'fraction',
    range: [-1, Infinity],
    reference: 'Jegadeesh, Evidence of Predictable Behavior of Security Returns, Journal of Finance 45 (1990)',
  },
  {
    code: 'reversal3d',
    ...momentum(3),
    unit: 'fraction',
    range: [-1, Infinity],
    reference: 'Shen, Urquhart and Wang, A Three-Factor Pricing Model for Cryptocurrencies, Finance Research Letters 34 (2020)',
  },
  {
    code: 'rsi14d',
    name: 'Relative strength index, 14 d',
    unit: 'points',
    warmUpDays: 14,
    range: [0, 100],
    formula: '100 × sum of up moves ÷ sum of all moves over 14 days (simple sums)',
    reference: 'Wilder, New Concepts in Technical Trading Systems (1978); simple sums as in Cutler’s variant',
    values: RELATIVE_STRENGTH,
  },
]);
