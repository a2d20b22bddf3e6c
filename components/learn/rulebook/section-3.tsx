import { LENSES, LENS_NAMES } from '@/lib/domain/features/lens';
import { FEATURES } from '@/lib/domain/features/registry';
import { DERIVED_CAP_SHARE, MIN_SECTOR_MEMBERS } from '@/lib/domain/features/rules';
import * as rules from '@/lib/domain/scores/rules';
import { num, pct } from './figures';
import type { RuleSection } from './types';

function weightsText(weights: typeof rules.INVESTOR_WEIGHTS): string {
  return LENSES.filter((lens) => weights[lens] > 0).sort((a, b) => weights[b] - weights[a]).map((lens) => `${LENS_NAMES[lens].toLowerCase()} ${pct(weights[lens])}`).join(', ');
}

export const SECTION_3: RuleSection = {
  number: 3,
  title: 'Token scores',
  rules: [
    { rule: '3.1', title: 'Six lenses', text: <>{LENSES.map((lens) => LENS_NAMES[lens]).join(', ')}: each looks at a token from one side and gives a grade from 0 to 100. {num(FEATURES.length)} features are declared so far, every one with a code, unit, direction, formula and source; those without data are listed as missing. A token is compared with its sector only where that has {num(MIN_SECTOR_MEMBERS)} members.</> },
    {
      rule: '3.2',
      title: 'From a value to a grade',
      text: <>On each day the eligible assets are ranked by a feature; the grade is 100 × (rank − ½) ÷ n, ties share their mean rank, and the scale is turned where less is better. Fewer than {num(rules.MIN_CROSS_SECTION)} assets make no ranking. A lens weighs its families equally and the features of a family equally, over what is present; with fewer than {num(rules.MIN_LENS_FEATURES)} features or less than {pct(rules.MIN_LENS_COVERAGE)} of its weight it has no grade. What cannot apply to a token is outside the weight; what is only unknown lowers the coverage. Where no source gives the supply, market cap ÷ price stands in and says so, unless the cap was itself made that way (it stands still on {pct(DERIVED_CAP_SHARE)} of the days).</>,
    },
    {
      rule: '3.3',
      title: 'Investor and trader grade',
      text: <>For months, the investor grade: {weightsText(rules.INVESTOR_WEIGHTS)}. For days to weeks, the trader grade: {weightsText(rules.TRADER_WEIGHTS)}. A missing lens hands its weight to the others in proportion. Below {pct(rules.MIN_GRADE_COVERAGE)} of the weight, or with fewer than {num(rules.MIN_GRADE_LENSES)} lenses, there is no grade; below {pct(rules.THIN_COVERAGE)} it is marked thin.</>,
    },
    { rule: '3.4', title: 'Rating', text: <>From {num(rules.BUY_FROM)} buy, from {num(rules.HOLD_FROM)} hold, below that sell: so 67.4 is a hold. The rating follows the investor grade, and changes only after the grade has been {num(rules.RATING_MARGIN)} points beyond the threshold for {num(rules.RATING_DAYS)} days.</> },
    { rule: '3.5', title: 'Forecast', text: 'Three kinds of model, trained only on the past of each moment, would rank the next 30 days. They may tilt an index only while they beat momentum, size and a linear model out of sample, with a Newey–West t of at least 2. Until then grades by rule are used.', later: 'a model. Every signal is empty and every index uses grades.' },
    {
      rule: '3.6',
      title: 'Anomaly watch',
      text: <>A day is flagged when the price moves beyond {num(rules.MOVE_SIGMAS)} robust sigmas with the volume at one venue; when traded value is above {num(rules.TURNOVER_LIMIT)} × market cap for {num(rules.TURNOVER_DAYS)} days; when the price is {num(rules.SURGE_FACTOR)} × that of {num(rules.SURGE_DAYS)} days before without growth on chain; when supply jumps by more than {pct(rules.SUPPLY_JUMP)} in a day; when liquidity falls by {pct(rules.LIQUIDITY_DROP)} in {num(rules.LIQUIDITY_DAYS)} days; when a stablecoin is more than {pct(rules.PEG_TOLERANCE)} off its peg for {num(rules.PEG_DAYS)} days. A flag keeps the asset out of rebalances until {num(rules.CLEAN_DAYS)} clean days have passed. Where a condition cannot be checked it is a watch: shown, excluding nothing.</>,
      later: 'an isolation forest over the changes of features; the hard rules are applied.',
    },
    { rule: '3.7', title: 'Words about a token', text: 'Headlines and posts would get a polarity between −1 and 1 and a narrative, copies within 24 hours counting once, with a half-life of 7 days.', later: 'a source of text.' },
  ],
};
