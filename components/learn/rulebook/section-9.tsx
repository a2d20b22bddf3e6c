import { DEFAULT_WITHDRAWAL_RATE, INCOME_KINDS, INCOME_MIX, SUSTAINABLE_SOURCE, SUSTAINABLE_YIELD } from '@/lib/domain/income/rules';
import { num, pct, span, usd } from './figures';
import type { RuleSection } from './types';

const NAMES = { staking: 'staking', lending: 'stablecoin lending', liquidity: 'liquidity', farming: 'farming' } as const;

export const SECTION_9: RuleSection = {
  number: 9,
  title: 'Income',
  rules: [
    { rule: '9.1', title: 'Sources', text: <>Yield comes from {INCOME_KINDS.map((kind) => `${NAMES[kind]} (${span(INCOME_MIX[kind])})`).join(', ')} of an income portfolio. It is paid either by users, as fees and interest, or by issuing more of the token.</> },
    {
      rule: '9.2',
      title: 'Sustainable',
      text: <>A source is kept when it promises at most {pct(SUSTAINABLE_SOURCE.maximumNominalYield)}, users pay at least {pct(SUSTAINABLE_SOURCE.minimumUserPaidShare)} of it, its protocol is {num(SUSTAINABLE_SOURCE.minimumAgeDays)} days old, audited, and holds {usd(SUSTAINABLE_SOURCE.minimumTvlUsd)}. What is screened out is told why. The real yield is the nominal one less the growth of supply.</>,
    },
    { rule: '9.3', title: 'How much can be taken', text: <>The required yield is the income wished for ÷ the capital; above {pct(SUSTAINABLE_YIELD)} it is called unsustainable. Withdrawals default to {pct(DEFAULT_WITHDRAWAL_RATE)} a year. Return is price and income together, and both are shown.</> },
  ],
};
