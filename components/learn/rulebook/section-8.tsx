import { SLIPPAGE_VOLATILITY_DAYS } from '@/lib/domain/indices/rules';
import * as rules from '@/lib/domain/rebalancing/rules';
import { bps, num, pct, usd } from './figures';
import type { RuleSection } from './types';

export const SECTION_8: RuleSection = {
  number: 8,
  title: 'Trades: cost, tax, execution',
  rules: [
    { rule: '8.1', title: 'New money first', text: <>New cash goes to the position that is lowest against its target until it has caught up with the next, then to both, and so on. Nothing is sold while what comes within {num(rules.CONTRIBUTION_HORIZON_DAYS)} days can bring every position inside its band. Withdrawals are its mirror.</> },
    {
      rule: '8.2',
      title: 'Lots',
      text: <>A lot lives in an account or wallet and travels with transfers. First in first out, last in, highest cost, average, picked by hand, or least tax (the default): in order of tax per unit at your own rates, a loss counting as negative, the oldest first among equals. Held for more than {num(rules.LONG_TERM_YEARS)} year by the calendar is long-term: bought on 1 January 2024, from 2 January 2025. No tax rate is assumed for any country.</>,
      later: 'other methods than first in first out and least tax; a gain that would turn long-term within 30 days is not yet held back.',
    },
    { rule: '8.3', title: 'Losses', text: 'An unrealised loss of 5 % and 200 dollars or more would be offered for harvesting, with a replacement of the same sector and size at a correlation of 0.7 or more, and a repurchase window of 30 days.', later: 'losses are not offered for harvesting.' },
    {
      rule: '8.4',
      title: 'Costs',
      text: <>Fees are in basis points a side. Where the depth within ±2 % of the price is known, an order as large as that depth costs {pct(rules.DEPTH_AVERAGE_COST)} on average and moves the price by {pct(rules.DEPTH_END_MOVE)}, smaller ones in proportion, and a larger one is refused and split. Where it is not known, the move is the daily volatility (in the indices that of {num(SLIPPAGE_VOLATILITY_DAYS)} days) times the root of size ÷ daily traded value, and the average cost {pct(rules.SQUARE_ROOT_AVERAGE_SHARE)} of it.</>,
    },
    {
      rule: '8.5',
      title: 'Execution',
      text: <>Below {usd(rules.LIMIT_ORDER_FROM)} a portfolio trades with market orders, above with limit orders. A trade above {pct(rules.MAX_SHARE_OF_DAY)} of a day’s traded value, or above {bps(rules.MAX_EXPECTED_IMPACT)} of expected impact, is spread over as many days as bring it under. Trades below {usd(rules.MIN_TRADE_USD)} or {pct(rules.MIN_TRADE_SHARE)} of the portfolio are dropped.</>,
    },
    { rule: '8.6', title: 'Cash is exact', text: 'Sales come before purchases, purchases never exceed cash plus proceeds less costs, to the cent, and nothing ever goes below zero.' },
    { rule: '8.7', title: 'A suggestion is a snapshot', text: <>It names the day of its prices and expires after {num(rules.SUGGESTION_HOURS)} hours, or when a price has moved by more than {pct(rules.SUGGESTION_PRICE_MOVE)}. It is accepted at most once; accepting records the trades.</> },
    { rule: '8.8', title: 'Did it help', text: 'The rebalanced portfolio would be set against the same one left alone, from your own ledger: return, volatility, drawdown, costs and taxes.', later: 'the report; positions and returns are on the portfolio page.' },
  ],
};
