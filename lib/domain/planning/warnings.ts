import { overlapOf } from './overlap';
import { OVERLAP_LIMIT } from './rules';
import type { Selection } from './select-indices';
import type { GateResult, LossLimitResult, PlanWarning } from './types';
import { listText, percentText } from './words';

/** Rule 7.6: a warning for each pair of chosen indices that share more than 60 % of their weight. */
export function overlapWarnings(chosen: Selection['chosen']): PlanWarning[] {
  return chosen.flatMap(({ index: first }, i) =>
    chosen.slice(i + 1).flatMap(({ index: second }) => {
      const overlap = overlapOf(first, second);
      if (overlap <= OVERLAP_LIMIT) return [];
      return [{ warning: 'overlap' as const, detail: `${first.name} and ${second.name} overlap by ${percentText(overlap, 0)} of their weight, above ${percentText(OVERLAP_LIMIT)}.` }];
    }),
  );
}

/** Rule 7.4: the warning with the share that would hold; none while the limit holds. */
export function lossWarning(result: LossLimitResult): PlanWarning[] {
  if (result.holds) return [];
  const fall = `a fall of ${percentText(result.assumedDrawdown)}`;
  if (result.loss === null) return [{ warning: 'lossLimit', detail: `Net worth is 0: ${fall} cannot stay within ${percentText(result.limit)} of it with any crypto.` }];
  const detail = `With ${fall}, crypto would cost ${percentText(result.loss)} of net worth, above ${percentText(result.limit)}. At ${percentText(result.shareThatHolds, 2)} of net worth in crypto it would hold.`;
  return [{ warning: 'lossLimit', detail }];
}

/** What no index may hold, named; none below a thousandth of a percent. */
export function cashWarning(stablecoinCash: number): PlanWarning[] {
  if (stablecoinCash < 1e-5) return [];
  return [{ warning: 'stablecoinCash', detail: `${percentText(stablecoinCash, 2)} of crypto stays in stablecoin cash: the indices that can be used may not hold more.` }];
}

/** Says which gates hold crypto at 0; none while all pass. */
export function gateWarning(gates: readonly GateResult[]): PlanWarning[] {
  const failed = gates.filter((gate) => !gate.passed).map((gate) => gate.gate);
  if (failed.length === 0) return [];
  return [{ warning: 'cryptoIsZero', detail: `Crypto is 0 because of the ${listText(failed)} ${failed.length > 1 ? 'gates' : 'gate'}. Tiers and indices below say how crypto would be divided once it passes.` }];
}
