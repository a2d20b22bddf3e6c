import { Link } from '@/components/ui/link';
import { FULL_YEAR_DAYS, TAIL_PROBABILITY } from '@/lib/domain/performance/rules';
import { num, pct } from './figures';
import type { RuleSection } from './types';

export const SECTION_11: RuleSection = {
  number: 11,
  title: 'Figures',
  rules: [
    {
      rule: '11.1',
      title: 'Conventions',
      text: <>Returns are simple; volatility divides by n − 1, downside deviation by n; a drawdown counts from the first level on; the tail of value at risk and expected shortfall is {pct(TAIL_PROBABILITY)}, a part of an observation included. Figures over fewer than {num(FULL_YEAR_DAYS)} days are marked where they are annualised. A money-weighted rate is searched within bounds and said to be missing where there is none. <Link href="/learn/figures">Every figure with its formula and a worked example</Link>.</>,
    },
    { rule: '11.2', title: 'After many tries', text: 'What was chosen among trials is shown with its deflated Sharpe ratio and the probability that the choice was overfitted, as the forecast is on the model’s page.', later: 'the lab, where people will choose among trials of their own.' },
  ],
};
