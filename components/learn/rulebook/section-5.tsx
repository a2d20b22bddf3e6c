import { AVERAGE_SLIPPAGE_SHARE, DEAD_CARRY_DAYS, FEE_BPS, INITIAL_LEVEL, SLIPPAGE_VOLATILITY_DAYS } from '@/lib/domain/indices/rules';
import { COVARIANCE_DAYS, COVARIANCE_MIN_DAYS, LIQUIDITY_SHARE, SECTOR_CAP, STATED_INDEX_SIZE } from '@/lib/domain/indices/weights/rules';
import { num, pct, usd } from './figures';
import type { RuleSection } from './types';

export const SECTION_5: RuleSection = {
  number: 5,
  title: 'Weights and levels',
  rules: [
    { rule: '5.1', title: 'Caps', text: <>A weight above its cap is set to the cap and the excess goes to the others in proportion, again and again until none is above. Where all caps together do not reach 1, the remainder is cash. A sector cap of {pct(SECTOR_CAP)} works the same way one level up, for the multi-sector index and for custom ones that ask for it.</> },
    { rule: '5.2', title: 'Liquidity', text: <>At an assumed index size of {usd(STATED_INDEX_SIZE)} no position may be more than {pct(LIQUIDITY_SHARE)} of what the asset trades in a median day of the last 30.</> },
    { rule: '5.3', title: 'Risk', text: <>Weights by risk use the covariance of {num(COVARIANCE_DAYS)} days (at least {num(COVARIANCE_MIN_DAYS)} of them complete), pulled towards a common correlation by Ledoit and Wolf’s formula. Equal risk contributions are solved to eight decimals.</> },
    { rule: '5.4', title: 'Level', text: <>Every index starts at {num(INITIAL_LEVEL)} and is chained day by day; weights drift between rebalances and cash stands still. Each rebalance costs {num(FEE_BPS)} bps a side and slippage, {pct(AVERAGE_SLIPPAGE_SHARE)} of the end move (from {num(SLIPPAGE_VOLATILITY_DAYS)} days of volatility), in the net level; the gross level is shown beside it. A dead constituent stays at its last price for {num(DEAD_CARRY_DAYS)} days and is then worth nothing; a truncated one leaves at its last price.</> },
    { rule: '5.5', title: 'Beside it', text: 'Three benchmarks stand beside every index: Bitcoin, everything eligible by market cap, and the same constituents left alone.' },
  ],
};
