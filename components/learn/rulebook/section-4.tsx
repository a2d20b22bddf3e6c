import { MIN_GRADED_SHARE } from '@/lib/domain/indices/rules';
import { pct } from './figures';
import { MethodologyTable } from './methodology-table';
import type { RuleSection } from './types';

export const SECTION_4: RuleSection = {
  number: 4,
  title: 'The indices',
  intro: <>Three tiers with several indices each, so that no plan needs more than its limit in one. Every index is data with a version; a change makes a new version and leaves history alone. This table is that data.</>,
  rules: [
    { rule: '4.1', title: 'All of them', table: <MethodologyTable />, text: 'Caps are for one asset; Bitcoin Anchor has its own for Bitcoin. An index that lacks data waits, and says for what.' },
    { rule: '4.2', title: 'When data is thin', text: <>An index whose universe is thin holds what is eligible and shows the rest as cash. A rule that selects by a grade passes over what has none; where fewer than {pct(MIN_GRADED_SHARE)} of the eligible are graded, that rebalance goes by market cap and says so, and a weight “times grade” is plain.</> },
    { rule: '4.3', title: 'Start and calendar', text: 'An index starts on the first rebalance at which the number of eligible assets times its cap reaches 1. It decides at the close of Sunday (weekly), of the last day of the month, or of the quarter, and trades at the close after.' },
  ],
};
