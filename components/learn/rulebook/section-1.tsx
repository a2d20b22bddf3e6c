import { QUANTITY_PLACES } from '@/lib/domain/foundation/money';
import { CARRY_FORWARD_DAYS } from '@/lib/domain/market/rules';
import { PERIODS_PER_YEAR } from '@/lib/domain/performance/rules';
import { num } from './figures';
import type { RuleSection } from './types';

export const SECTION_1: RuleSection = {
  number: 1,
  title: 'Conventions',
  rules: [
    { rule: '1.1', title: 'Weights and rates', text: 'A weight is a fraction between 0 and 1, and so are rates and yields. Percent signs exist on screen only; the API and the code never carry a 25 where they mean 0.25. Fees and slippage are in basis points.' },
    { rule: '1.2', title: 'Money is exact', text: <>What you own is kept in exact decimals, quantities with up to {num(QUANTITY_PLACES)} places, and leaves the API as text. Cents are rounded on screen and nowhere else. Market analytics run on ordinary floating-point numbers.</> },
    { rule: '1.3', title: 'Days and years', text: <>A day is a UTC day and its close is the price at its end. Crypto trades on all of them, so yearly figures use {num(PERIODS_PER_YEAR)} days and not the 252 of a stock exchange.</> },
    { rule: '1.4', title: 'No look ahead', text: 'What is decided on a day may use only what was known when that day closed, and is traded at the next close. A test moves everything after the day and checks that the decision stays the same.' },
    { rule: '1.5', title: 'Missing stays missing', text: <>A number that is not there is shown as missing, with its reason; an average goes on without it and says how much it covers. It never becomes a zero, and an old value stands in for at most {num(CARRY_FORWARD_DAYS)} days.</> },
    { rule: '1.6', title: 'No promises', text: 'A past figure names its period and its costs, and whether the rule was chosen on the same data. Where a page suggests something, it says that this is education and not financial advice.' },
  ],
};
