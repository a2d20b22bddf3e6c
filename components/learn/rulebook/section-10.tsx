import { liquidationMove } from '@/lib/domain/projection/kelly';
import { BOOTSTRAP, CAUTIOUS_KELLY, MONTHS_PER_YEAR, SCENARIO_SHARES, SCENARIO_TOTALS } from '@/lib/domain/projection/rules';
import { num, pct } from './figures';
import type { RuleSection } from './types';

const TRILLION = 1e12;

export const SECTION_10: RuleSection = {
  number: 10,
  title: 'Projections, scenarios, stress',
  rules: [
    { rule: '10.1', title: 'Compounding', text: <>A yearly rate r is (1 + r) to the power of 1/{num(MONTHS_PER_YEAR)}, less 1, a month; what is put in comes at the end of each month.</> },
    { rule: '10.2', title: 'Ranges, not lines', text: <>A future is drawn {num(BOOTSTRAP.paths)} times from blocks of {num(BOOTSTRAP.blockDays)} days of the mix’s own past, from a stated seed. Shown are {BOOTSTRAP.percentiles.map(pct).join(', ')} of the outcomes, and the chance to end below what was put in.</>, later: 'the page that shows it; the engine is there and tested.' },
    { rule: '10.3', title: 'Price scenarios', text: <>Total capitalisations of {SCENARIO_TOTALS.map((total) => num(total / TRILLION)).join(', ')} trillion dollars, times the token’s share of today × {num(SCENARIO_SHARES.bear)} (bear), × {num(SCENARIO_SHARES.base)} (base) or × {num(SCENARIO_SHARES.bull)} (bull), divided by the supply there will be.</> },
    { rule: '10.4', title: 'Stress', text: 'March 2020 (Bitcoin −50 %, Ether −44 %, others by beta), October 2025 (Bitcoin −9 %, Ether −10 %, large −20 %, mid −45 %, small −75 %, a tenth of the depth), a stablecoin 5 % off its peg, an exchange gone, all correlations at 0.9: each with the loss, its share of net worth, and what leaving would cost.', later: 'the page that shows it.' },
    { rule: '10.5', title: 'Sizing', text: <>Kelly’s share is (odds × chance to win − chance to lose) ÷ odds; {pct(CAUTIOUS_KELLY)} of it is shown beside it, and what leverage does: five times is gone after a fall of {pct(-liquidationMove(5))}. Leverage is never suggested.</> },
  ],
};
