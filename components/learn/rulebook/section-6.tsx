import { BAND_MULTIPLES, EFFICIENCY_DAYS, HIGH_VOLATILITY_SHARE, RANGING_EFFICIENCY, TREND_DAYS, TRENDING_EFFICIENCY, VOLATILE_BEAR_CASH, VOLATILITY_DAYS, VOLATILITY_HISTORY_DAYS } from '@/lib/domain/market/regime-rules';
import * as rules from '@/lib/domain/rebalancing/rules';
import { num, pct, points } from './figures';
import type { RuleSection } from './types';

const band = rules.DEFAULT_TOKEN_BAND;
const bandText = band.kind === 'either' ? `${points(band.points)} or ${pct(band.fraction)} of the target, whichever is tighter` : band.kind;

export const SECTION_6: RuleSection = {
  number: 6,
  title: 'When to rebalance',
  rules: [
    {
      rule: '6.1',
      title: 'Bands',
      text: <>A position acts when its weight leaves the band around its target: a fixed number of points (25 % with 5 points acts outside 20 to 30 %), a share of the target (10 % with a quarter acts at 12.5 %), whichever of the two is tighter, or a width that grows with trading cost, (3 ÷ 4γ × T²(1 − T)² × 2c) to the power of a third with γ = {num(rules.DEFAULT_RISK_AVERSION)}. The edge itself is inside. The product always says points or share: “5 to 10 % drift” could be either. Unless you choose otherwise the band is {bandText}, and the portfolio as a whole acts above {points(rules.PORTFOLIO_DRIFT_LIMIT)} of drift, which is half the sum of all distances.</>,
    },
    { rule: '6.2', title: 'Where a trade goes', text: <>To the target, to just inside the edge, or {rules.DEFAULT_DESTINATION} between edge and target, which is the default. With a fitting width the three come out alike; a band instead of daily trading saves about 0.8 % a year at 0.3 % cost. So what is promised is less cost and bounded drift, not more return, and the portfolio left alone is always shown.</> },
    {
      rule: '6.3',
      title: 'Watches over the plan',
      text: <>Beside the token bands the plan is watched weekly: an index above {num(rules.INDEX_WATCH_RATIO)} × its target, all crypto above {num(rules.CRYPTO_WATCH_RATIO)} × its target, or the conservative part of conservative plus aggressive more than {points(rules.TIER_WATCH_POINTS)} from its target. Whichever fires is named. In place of the bands a calendar can decide: weekly ({num(rules.CALENDARS.weekly.days)} days), monthly ({num(rules.CALENDARS.monthly.months)} month), quarterly ({num(rules.CALENDARS.quarterly.months)} months), half-yearly ({num(rules.CALENDARS.halfYearly.months)} months) or yearly ({num(rules.CALENDARS.yearly.months)} months). It is due when its full period has passed since the last rebalancing that was accepted, and then everything goes to its target; until then only money that comes in or goes out is traded. The same asset is not traded by a band twice within {num(rules.DAYS_BETWEEN_BAND_TRADES)} days.</>,
    },
    {
      rule: '6.4',
      title: 'Regimes',
      text: <>Three numbers of the market by capitalisation decide: the level against its {num(TREND_DAYS)}-day mean and that mean’s slope; how straight the last {num(EFFICIENCY_DAYS)} days went; the {num(VOLATILITY_DAYS)}-day volatility against the {num(VOLATILITY_HISTORY_DAYS)} days before. Straightness from {num(TRENDING_EFFICIENCY)} on the slope’s side is trending and widens bands by × {num(BAND_MULTIPLES.trending)}; below {num(RANGING_EFFICIENCY)} is ranging, × {num(BAND_MULTIPLES.ranging)}; else neutral, × {num(BAND_MULTIPLES.neutral)}. Below a falling mean with volatility above {pct(HIGH_VOLATILITY_SHARE)} of its history it is a volatile bear, which is asked first: it may be as straight as a trend. The rule names no width for it, so bands stay × {num(BAND_MULTIPLES.volatileBear)}, as in a neutral one. Market 100 holds {pct(VOLATILE_BEAR_CASH)} cash, and plans are told and not forced. What is shown is yesterday’s regime.</>,
    },
    { rule: '6.5', title: 'Slowly up, carefully down', text: 'In a bull regime at most a third of an excess is trimmed in a week. In a bear regime only an investor grade of 40 or more is bought; a weaker one is cut to its edge and not filled.', later: 'suggestions that depend on the regime.' },
    { rule: '6.6', title: 'Reasons', text: 'A suggestion names the rule that fired, its numbers, and what would make it go away. “Nothing to do” is an answer too, and says how far each position is from its band.' },
  ],
};
