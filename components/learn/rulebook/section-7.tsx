import { METHODOLOGIES } from '@/lib/domain/indices/methodologies/catalogue';
import { applyTierGuardrails } from '@/lib/domain/planning/guardrails';
import * as rules from '@/lib/domain/planning/rules';
import { num, pct, span } from './figures';
import { StageTable } from './stage-table';
import type { RuleSection } from './types';

const tierText = (split: rules.TierSplit): string => rules.TIERS.map((tier) => num(split[tier] * 100)).join('/');
const nameOf = (slug: string): string => METHODOLOGIES.find((index) => index.slug === slug)?.name ?? slug;
const { TIERS, TEMPERAMENTS } = rules;

export const SECTION_7: RuleSection = {
  number: 7,
  title: 'The plan',
  rules: [
    {
      rule: '7.1',
      title: 'Gates',
      text: <>Three questions come before any crypto, in this order. Reserve: {num(rules.RESERVE_MONTHS.minimum)} to {num(rules.RESERVE_MONTHS.full)} months of expenses outside the portfolio; with less than {num(rules.RESERVE_MONTHS.minimum)} crypto is 0. Debt: the dearest decides; above {pct(rules.DEBT_RATES.note)} a year there is a note, above {pct(rules.DEBT_RATES.question)} a question, above {pct(rules.DEBT_RATES.obstacle)} crypto is 0. Horizon: under {num(rules.HORIZON_YEARS.minimum)} years crypto is 0, under {num(rules.HORIZON_YEARS.lowEndBelow)} it takes the low end.</>,
    },
    {
      rule: '7.2',
      title: 'Stages of life',
      table: <StageTable />,
      text: <>A stage begins with its lower age; below {num(rules.MINIMUM_AGE)} there is no plan. In the crypto range conservative stands at {pct(rules.RANGE_POSITION.conservative)} of the way up, balanced at {pct(rules.RANGE_POSITION.balanced)}, aggressive at {pct(rules.RANGE_POSITION.aggressive)}; an unstable income moves one step down. The four other classes then stand at one common place in their ranges, the place where all five sum to 100 %. Where no place does that they stop at the end, and cash takes what is left.</>,
    },
    {
      rule: '7.3',
      title: 'A second scale',
      text: <>Another published scale goes by temperament alone: {TEMPERAMENTS.map((temperament) => `${temperament} ${span(rules.TEMPERAMENT_SCALE[temperament])}`).join(', ')}, taken at its middle. The plan shows both. The stage decides unless you pick the stricter, which is the lower of the two.</>,
    },
    {
      rule: '7.4',
      title: 'The loss limit',
      text: <>Crypto’s share of net worth times the assumed fall should stay within {pct(rules.LOSS_LIMIT)} of net worth. The assumed fall is the worst that this very mix of indices has had, and at least {pct(rules.MINIMUM_ASSUMED_DRAWDOWN)}. Above the limit the plan says which share would keep it. In use, a loss of {pct(rules.LOSS_LIMIT)} of net worth, realised or not, stops every suggestion to buy; crypto below {pct(rules.HOLDING_WATCH.addBelow)} of its target asks to add, above {pct(rules.HOLDING_WATCH.takeProfitsAbove)} to take profits.</>,
    },
    {
      rule: '7.5',
      title: 'Splits over the tiers',
      text: <>Conservative/balanced/aggressive, by temperament: {TEMPERAMENTS.map((temperament) => `${tierText(rules.TEMPERAMENT_SPLITS[temperament])} ${temperament}`).join(', ')}. By name: three tiers within {TIERS.map((tier) => span(rules.THREE_TIER_RANGES[tier])).join(', ')}; core and satellites with a core of {Object.values(rules.CORE_SHARES).map(pct).join(', ')} in the conservative tier and equal satellites in the others; a barbell of {tierText(rules.BARBELL_SPLIT)}; risk parity, where each tier brings the same share of risk; or your own shares.</>,
    },
    {
      rule: '7.6',
      title: 'Guardrails and indices',
      text: <>No index above {pct(rules.INDEX_MAXIMUM)} of crypto; the sector indices ({rules.SECTOR_INDICES.map(nameOf).join(', ')}) together at most {pct(rules.SECTOR_INDICES_MAXIMUM)}; conservative tier at least {pct(rules.CONSERVATIVE_MINIMUM)}, aggressive at most {pct(rules.AGGRESSIVE_MAXIMUM)}; {num(rules.INDEX_COUNT.minimum)} to {num(rules.INDEX_COUNT.maximum)} indices. A split that breaks one is moved to the nearest that keeps all, by least squares: {tierText(rules.TEMPERAMENT_SPLITS.aggressive)} becomes {tierText(applyTierGuardrails(rules.TEMPERAMENT_SPLITS.aggressive, []))}. You may lift any of them by name. A tier takes its indices in the order of section 4, equally, as many as the limit needs, passing over one that shares more than {pct(rules.OVERLAP_LIMIT)} of its weight with one already taken while there is another; income and low-energy indices come only when asked for. What no index may hold is stablecoin cash.</>,
    },
    { rule: '7.7', title: 'Where indices live', text: 'Aggressive indices go into tax-free accounts first, since they may grow most; conservative ones into tax-deferred accounts; the rest is taxable.' },
    { rule: '7.8', title: 'Review', text: <>A plan is looked at again after {num(rules.REVIEW_AFTER_MONTHS)} months, or when life changes. Every version is kept.</> },
    {
      rule: '7.9',
      title: 'From indices to tokens',
      text: <>A token’s target is the sum, over the plan’s indices, of the index’s weight times the token’s weight in it. A token below {pct(rules.FOLD_BELOW)} of the portfolio, or below your smallest trade, is folded into the larger ones of its index, and the page says which. What you hold is counted to indices and tiers in the same proportions; what no index holds is outside the plan: kept, shown, and sold only when you ask. Simple targets keep each index’s largest {num(rules.SIMPLE_TARGETS)}, or as many as you say.</>,
    },
  ],
};
