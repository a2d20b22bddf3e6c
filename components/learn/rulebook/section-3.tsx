import { Link } from '@/components/ui/link';
import { LENSES, LENS_NAMES } from '@/lib/domain/features/lens';
import { FEATURES } from '@/lib/domain/features/registry';
import { DERIVED_CAP_SHARE, MIN_SECTOR_MEMBERS } from '@/lib/domain/features/rules';
import * as forecast from '@/lib/domain/scores/forecast/rules';
import * as rules from '@/lib/domain/scores/rules';
import * as text from '@/lib/domain/scores/text/rules';
import { num, pct } from './figures';
import type { RuleSection } from './types';

function weightsText(weights: typeof rules.INVESTOR_WEIGHTS): string {
  return LENSES.filter((lens) => weights[lens] > 0).sort((a, b) => weights[b] - weights[a]).map((lens) => `${LENS_NAMES[lens].toLowerCase()} ${pct(weights[lens])}`).join(', ');
}

/** Where a long rule takes breath. */
const Then = () => <span className="mt-2 block" />;

export const SECTION_3: RuleSection = {
  number: 3,
  title: 'Token scores',
  rules: [
    { rule: '3.1', title: 'Six lenses', text: <>{LENSES.map((lens) => LENS_NAMES[lens]).join(', ')}: each looks at a token from one side and gives a grade from 0 to 100. {num(FEATURES.length)} features are declared so far, every one with a code, unit, direction, formula and source; those without data are listed as missing. A token is compared with its sector only where that has {num(MIN_SECTOR_MEMBERS)} members.</> },
    {
      rule: '3.2',
      title: 'From a value to a grade',
      text: <>On each day the eligible assets are ranked by a feature; the grade is 100 × (rank − ½) ÷ n, ties share their mean rank, and the scale is turned where less is better. Fewer than {num(rules.MIN_CROSS_SECTION)} assets make no ranking. <Then />A lens weighs its families equally and the features of a family equally, over what is present; with fewer than {num(rules.MIN_LENS_FEATURES)} features or less than {pct(rules.MIN_LENS_COVERAGE)} of its weight it has no grade. What cannot apply to a token is outside the weight; what is only unknown lowers the coverage. <Then />Where no source gives the supply, market cap ÷ price stands in and says so, unless the cap was itself made that way (it stands still on {pct(DERIVED_CAP_SHARE)} of the days).</>,
    },
    {
      rule: '3.3',
      title: 'Investor and trader grade',
      text: <>For months, the investor grade: {weightsText(rules.INVESTOR_WEIGHTS)}. For days to weeks, the trader grade: {weightsText(rules.TRADER_WEIGHTS)}. A missing lens hands its weight to the others in proportion. Below {pct(rules.MIN_GRADE_COVERAGE)} of the weight, or with fewer than {num(rules.MIN_GRADE_LENSES)} lenses, there is no grade; below {pct(rules.THIN_COVERAGE)} it is marked thin.</>,
    },
    { rule: '3.4', title: 'Rating', text: <>From {num(rules.BUY_FROM)} buy, from {num(rules.HOLD_FROM)} hold, below that sell: so 67.4 is a hold. The rating follows the investor grade, and changes only after the grade has been {num(rules.RATING_MARGIN)} points beyond the threshold for {num(rules.RATING_DAYS)} days.</> },
    {
      rule: '3.5',
      title: 'Forecast',
      text: <>Boosted trees, a random forest and a recurrent net rank the tokens by the return of the next {num(forecast.HORIZON_DAYS)} days in excess of the market’s, from the close after the decision. Each is trained only on the past of the window that it is tested on: labels that overlap it are left out, and {num(forecast.EMBARGO_DAYS)} days more between them. <Then />Their rank average is published as a percentile and as a calibrated chance of beating the market: bullish from {pct(forecast.BULLISH_FROM)}, bearish up to {pct(forecast.BEARISH_TO)}. <Then />Indices may choose by it only while, over the last {num(forecast.GATE_MONTHS)} months and at least {num(forecast.GATE_MIN_MONTHS)}, its order was nearer to what came (mean rank IC: 1 is the right order, 0 a guess) than that of the best of 30-day momentum, size and a ridge regression, by more than chance brings (Newey–West t of at least {num(forecast.GATE_T)}); otherwise grades by rule are used. <Link href="/model">The model page</Link> shows how that went, the poor months too.</>,
    },
    {
      rule: '3.6',
      title: 'Anomaly watch',
      text: <>A day is flagged when the price moves {num(rules.MOVE_SIGMAS)} times its usual day (robust sigmas) with the volume at one venue; when traded value is above {num(rules.TURNOVER_LIMIT)} × market cap for {num(rules.TURNOVER_DAYS)} days; when the price is {num(rules.SURGE_FACTOR)} × that of {num(rules.SURGE_DAYS)} days before without growth on chain; when supply jumps by more than {pct(rules.SUPPLY_JUMP)} in a day; when liquidity falls by {pct(rules.LIQUIDITY_DROP)} in {num(rules.LIQUIDITY_DAYS)} days; when a stablecoin is more than {pct(rules.PEG_TOLERANCE)} off its peg for {num(rules.PEG_DAYS)} days. <Then />A flag keeps the asset out of rebalances until {num(rules.CLEAN_DAYS)} clean days have passed. Where a condition cannot be checked it is a watch: shown, excluding nothing. <Then />Beside them an isolation forest of {num(rules.UNUSUAL_TREES)} trees, grown anew each month from token weeks of the {num(rules.UNUSUAL_WEEKS)} weeks before, looks at how unusual each token’s changes over {num(rules.UNUSUAL_SPAN_DAYS)} days are against its own {num(rules.UNUSUAL_HISTORY_DAYS)} days before: price, traded value, size of moves, supply and what is known of its chain. A week lonelier than all but one in {num(1 / (1 - rules.UNUSUAL_QUANTILE))}, with a change of at least {num(rules.UNUSUAL_MIN_CHANGE)} usual ones, is a watch that names the up to {num(rules.UNUSUAL_REASONS)} changes that set it apart.</>,
    },
    {
      rule: '3.7',
      title: 'Words about a token',
      text: <>Headlines and posts are read for the tokens they name and get a polarity between −1 and 1 and narratives. A text that shares {pct(text.COPY_SIMILARITY)} of its words with one of the {num(text.COPY_HOURS)} hours before it is a copy: the first counts {pct(text.COPY_DISCOUNT)}, the next {pct(text.COPY_DISCOUNT)} of that. What is said counts half after {num(text.TEXT_HALF_LIFE_DAYS)} days and no more after {num(text.TEXT_WINDOW_DAYS)}. English is read, and what a local model reads where one is given; a text of any other language is counted without a polarity.</>,
    },
  ],
};
