import type { Dec } from '../foundation/decimal';
import { dec } from '../foundation/decimal';
import { HOLDING_WATCH, LOSS_LIMIT } from './rules';
import { percentText, usdText } from './words';

/** The state of a person's crypto against the plan. Money in USD; gains are positive, losses negative. */
export interface CryptoInUse {
  readonly value: Dec;
  /** Everything investable, and crypto's target share of it. */
  readonly investable: Dec;
  readonly targetShare: number;
  readonly netWorth: Dec;
  readonly realisedGain: Dec;
  readonly unrealisedGain: Dec;
}

export interface PlanWatch {
  readonly watch: 'add' | 'takeProfits' | 'stopBuying';
  readonly detail: string;
}

/**
 * Rule 7.4 in use: below 50 % of the target share add, above 200 % take profits back to it, and a realised plus unrealised loss of
 * 10 % of net worth (reached counts) stops every buying suggestion, so `add` is then not given. Empty where nothing fires.
 * Example: 5,000 held of a target of 18,000 is 28 % and gives `add`.
 */
export function watchPlan(state: CryptoInUse): PlanWatch[] {
  const watches: PlanWatch[] = [];
  const target = state.investable.times(dec(state.targetShare));
  const loss = state.realisedGain.plus(state.unrealisedGain).negated();
  const limit = state.netWorth.times(dec(LOSS_LIMIT));
  const stop = loss.gt(0) && loss.gte(limit);
  if (stop) watches.push({ watch: 'stopBuying', detail: `Crypto has lost ${usdText(loss)}, the limit is ${usdText(limit)} (${percentText(LOSS_LIMIT)} of net worth). No further buying is suggested.` });
  if (!target.gt(0)) return watches;
  const held = state.value.div(target);
  const share = `${usdText(state.value)} is ${percentText(held.toNumber(), 0)} of the target of ${usdText(target)}`;
  if (held.gt(dec(HOLDING_WATCH.takeProfitsAbove))) watches.push({ watch: 'takeProfits', detail: `${share}, above ${percentText(HOLDING_WATCH.takeProfitsAbove)}: take profits back to the target.` });
  if (!stop && held.lt(dec(HOLDING_WATCH.addBelow))) watches.push({ watch: 'add', detail: `${share}, below ${percentText(HOLDING_WATCH.addBelow)}: add.` });
  return watches;
}
