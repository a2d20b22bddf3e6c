import { CAUTIOUS_KELLY } from './rules';

/** Shares of capital to stake; negative: do not take this side of the bet. */
export interface KellyStake {
  readonly fraction: number;
  readonly half: number;
}

/**
 * Rule 10.5: f = (b·p − q) ÷ b for win probability p in [0, 1], q = 1 − p, and odds b > 0 won for each 1 staked (Kelly 1956).
 * Example: 0.6 at odds 1 stakes 0.2, half-Kelly 0.1.
 */
export function kellyStake(winProbability: number, odds: number): KellyStake {
  const fraction = (odds * winProbability - (1 - winProbability)) / odds;
  return { fraction, half: fraction * CAUTIOUS_KELLY };
}

/** Rule 10.5: the price move at which a position with this leverage (≥ 1) has lost its whole stake, without fees. Example: 5 × is gone at −0.2. */
export function liquidationMove(leverage: number): number {
  return -1 / leverage;
}
