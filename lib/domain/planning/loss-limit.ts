import { dec, type Dec } from '../foundation/decimal';
import { shareOf } from './amounts';
import type { MixDrawdown } from './mix-history';
import { LOSS_LIMIT, MINIMUM_ASSUMED_DRAWDOWN } from './rules';
import type { LossLimitResult } from './types';

const ROUNDING = 1e-12;

/**
 * Rule 7.4: crypto share of net worth × assumed fall (the mix's own worst, at least 50 %) against 10 % of net worth, with the
 * largest share that holds. Net worth 0 has no share: the limit then holds only without crypto.
 * Example: a share of 0.2 and a fall of 0.8 lose 0.16; 0.125 would hold.
 */
export function lossLimit(cryptoAmount: Dec, netWorth: Dec, drawdown: MixDrawdown | null): LossLimitResult {
  const assumedDrawdown = Math.max(MINIMUM_ASSUMED_DRAWDOWN, drawdown?.fall ?? 0);
  const share = netWorth.gt(0) ? cryptoAmount.div(netWorth).toNumber() : null;
  const loss = share === null ? null : share * assumedDrawdown;
  return {
    cryptoShareOfNetWorth: share,
    worstDrawdown: drawdown?.fall ?? null,
    drawdownFrom: drawdown?.from ?? null,
    drawdownTo: drawdown?.to ?? null,
    historyFrom: drawdown?.historyFrom ?? null,
    historyTo: drawdown?.historyTo ?? null,
    assumedDrawdown,
    loss,
    lossAmount: shareOf(cryptoAmount, assumedDrawdown),
    limit: LOSS_LIMIT,
    holds: loss === null ? cryptoAmount.eq(dec(0)) : loss <= LOSS_LIMIT + ROUNDING,
    shareThatHolds: share === null ? 0 : LOSS_LIMIT / assumedDrawdown,
  };
}
