import { DEAD_BELOW_HIGH, DEAD_HIGH_DAYS, DEFAULT_SCREENS, ENDED_AFTER_DAYS, HELD_TOLERANCE, INDEX_KINDS, LARGE_CAP_RANKS, MID_CAP_RANKS, TRADED_VALUE_DAYS, TRADED_VALUE_MIN_DAYS } from '@/lib/domain/market/rules';
import { num, pct, usd } from './figures';
import type { RuleSection } from './types';

const { conservative, balanced, aggressive } = DEFAULT_SCREENS;

export const SECTION_2: RuleSection = {
  number: 2,
  title: 'Universe and eligibility',
  rules: [
    {
      rule: '2.1',
      title: 'Assets live and die',
      text: <>Every asset is in the universe from its first price to its last, and history keeps it after that: a market of today’s survivors looks far better than the one people lived through. A series that stops more than {num(ENDED_AFTER_DAYS)} days before its dataset is called dead when its last close is below {pct(DEAD_BELOW_HIGH)} of its {num(DEAD_HIGH_DAYS)}-day high, or a source says so; otherwise only the source stopped, and it is truncated. A renamed or migrated coin keeps its history, and your lots carry through: booked as a migration, each keeps the day it was bought and what it cost in all, to the last digit, and nothing is sold. The known ones are offered with their ratio and who announced it; the units are yours to correct. Tickers are labels: two coins may share one.</>,
    },
    { rule: '2.2', title: 'What an index never holds', text: <>Only a {INDEX_KINDS.join(' or a ')} can be in an index: no stablecoins, no wrapped, bridged, staked or leveraged tokens, no claims on an exchange. Of a coin and its successors only the newest counts. Stablecoins serve as cash: one that you hold counts as cash of your plan, not as outside it, and is converted before any token is sold.</> },
    {
      rule: '2.3',
      title: 'Screens at a rebalance',
      text: <>To come in, an asset needs {num(conservative.minHistoryDays)} days of history, a price on each of the last {num(balanced.recentPriceDays)} days, no flag, and a median traded value over {num(TRADED_VALUE_DAYS)} days (at least {num(TRADED_VALUE_MIN_DAYS)} of them known) of {usd(balanced.minMedianTradedValue30d)} for conservative and balanced indices, {usd(aggressive.minMedianTradedValue30d)} for aggressive ones. What is already held leaves only when it has fallen {pct(HELD_TOLERANCE)} below a screen, so that it does not go in and out.</>,
    },
    { rule: '2.4', title: 'Size', text: <>Large are the market-cap ranks 1 to {num(LARGE_CAP_RANKS)}, mid those to {num(MID_CAP_RANKS)}, small what follows. Only eligible assets are counted.</> },
    { rule: '2.5', title: 'Labels', text: 'Each asset carries up to three sectors (the defining one first), the ecosystem it belongs to, and how its chain is secured: proof of work, proof of stake, a mix, or no chain of its own.' },
  ],
};
