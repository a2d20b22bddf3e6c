import type { Regime } from '../market/regime';
import type { MarketPanel } from '../market/panel';
import type { GradeSource } from '../scores/grade-source';
import { determine, type DecisionContext, type Determination } from './determine';
import type { Methodology } from './methodology';
import { FIGURE_RANGES } from './rules';
import { isDeterminationDay } from './schedule';
import { simulate, type Simulated } from './simulate';

export interface IndexInputs {
  readonly panel: MarketPanel;
  readonly grades: GradeSource;
  /** By row of the panel; each from that row and before. */
  readonly regimes: readonly (Regime | null)[];
  /** USD; the stated size where absent. */
  readonly indexSize?: number;
  /** Charges trading to the net level (default true). */
  readonly costs?: boolean;
  /** Tells every rebalance (default true); a benchmark without costs needs its levels alone. */
  readonly events?: boolean;
}

/** How one determination is made: the pipeline, or what a test puts in its place. */
export type Determiner = (methodology: Methodology, context: DecisionContext) => Determination;

/** An index that never could start, and how near it came: the most its caps ever held. */
export type NeverStarted = { readonly ok: false; readonly reason: 'never-started'; readonly capacity: number; readonly eligible: number };

/** Days before the end on which a range of figures starts. */
const FIGURE_STARTS: ReadonlySet<number> = new Set(Object.values(FIGURE_RANGES).filter((days) => days !== null));

/** Caps that miss 1 by rounding still hold all of it. */
const FULL = 1 - 1e-9;

/**
 * An index over the whole panel: starts on the first determination day on which the caps of what is eligible hold all of it (Rule 4), buys
 * at the next close, and repeats at its cadence. Example: `large-cap-10` starts once four tokens are eligible.
 */
export function runIndex(methodology: Methodology, inputs: IndexInputs, determiner: Determiner = determine): { ok: true; value: Simulated } | NeverStarted {
  const { panel } = inputs;
  const decide = (row: number, held: ReadonlySet<number>): Determination | null =>
    isDeterminationDay(methodology.cadence, panel.start + row) ? determiner(methodology, { ...inputs, row, held }) : null;
  let [capacity, eligible] = [0, 0];
  for (let row = 0; row < panel.days - 1; row += 1) {
    const start = decide(row, new Set());
    if (!start) continue;
    [capacity, eligible] = [Math.max(capacity, start.capacity), Math.max(eligible, start.eligible)];
    if (start.capacity < FULL || start.targets.length === 0) continue;
    return { ok: true, value: simulate({ panel, startRow: row + 1, start, decide, costs: inputs.costs ?? true, events: inputs.events ?? true, keepWeightsAt: FIGURE_STARTS, ...(inputs.indexSize ? { indexSize: inputs.indexSize } : {}) }) };
  }
  return { ok: false, reason: 'never-started', capacity, eligible };
}
