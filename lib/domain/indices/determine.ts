import type { Regime } from '../market/regime';
import { listCandidates, type Deciding, type Reasons } from './candidates';
import type { Methodology } from './methodology';
import { selectPicks } from './select';
import { weighPicks, type Weighed } from './weigh';
import { STATED_INDEX_SIZE } from './weights/rules';
import { MEASURE_WORDS, percentWord } from './words';

/** One target of a determination. */
export interface Target {
  readonly asset: number;
  readonly weight: number;
  /** The most it may weigh. */
  readonly cap: number;
  /** Market-cap rank among the eligible. */
  readonly rank: number;
  /** Why it is in, and what set its weight. */
  readonly reason: string;
  readonly weightReason: string;
}

/** What an index should hold, decided at the close of `row` from what was known then. */
export interface Determination {
  readonly row: number;
  readonly targets: readonly Target[];
  readonly cash: number;
  /** Why each asset that is not a target is none, by asset position. */
  readonly outside: Reasons;
  /** Σ of the caps of what could be taken; an index starts when it reaches 1 (Rule 4). */
  readonly capacity: number;
  readonly eligible: number;
  readonly notes: readonly string[];
}

/** All that a determination may look at; `regimes` is by row, each entry from that row and before. */
export interface DecisionContext extends Deciding {
  readonly regimes: readonly (Regime | null)[];
  readonly indexSize?: number;
}

/**
 * The pipeline of every index: screen → select → weigh → cap, at the close of one row. Thin universes leave cash, visibly.
 * Example: with four eligible of one size, `large-cap-10` targets 0.25 each; with two, 0.3 each and 0.4 in cash.
 */
export function determine(methodology: Methodology, context: DecisionContext): Determination {
  const { panel, row, held } = context;
  const list = listCandidates(methodology, context);
  const selected = selectPicks(methodology, list, held, panel.assets);
  const candidates = selected.picks.map(({ candidate }) => candidate);
  const weighed = weighPicks(methodology, candidates, { panel, row, indexSize: context.indexSize ?? STATED_INDEX_SIZE, graded: list.graded });
  const sleeve = context.regimes[row] === 'volatileBear' ? (methodology.volatileBearCash ?? 0) : 0;
  const unweighed = new Map<number, string>();
  const outside: Reasons = { get: (asset) => unweighed.get(asset) ?? selected.passed.get(asset) ?? list.reasons.get(asset) };
  const targets: Target[] = [];
  const leftOver = weighed.bounds.some((bound) => bound === 'cap' || bound === 'liquidity');
  selected.picks.forEach(({ candidate, reason }, i) => {
    if (weighed.unweighed.has(candidate.asset)) unweighed.set(candidate.asset, 'too few days of returns are known to weigh it');
    else targets.push({ asset: candidate.asset, rank: candidate.rank, reason, weight: (weighed.weights[i] as number) * (1 - sleeve), cap: (weighed.caps[i] as number) * (1 - sleeve), weightReason: weightReason(methodology, weighed, i, { graded: list.graded, leftOver }) });
  });
  const invested = targets.reduce((sum, { weight }) => sum + weight, 0);
  const cash = Math.max(0, 1 - invested) < 1e-12 ? 0 : 1 - invested;
  return { row, targets, cash, outside, capacity: capacityOf(methodology, selected.takeable.map(({ asset }) => panel.assets[asset]?.id ?? '')), eligible: list.candidates.length, notes: [...list.notes, ...cashNotes(sleeve, cash, targets.length)] };
}

function capacityOf(methodology: Methodology, ids: readonly string[]): number {
  return ids.reduce((sum, id) => sum + (methodology.caps.assets?.[id] ?? methodology.caps.asset), 0);
}

function cashNotes(sleeve: number, cash: number, count: number): string[] {
  const notes: string[] = [];
  if (sleeve > 0) notes.push(`Volatile bear: ${percentWord(sleeve)} in cash (Rule 6.4).`);
  if (cash > sleeve + 1e-9) notes.push(`${count} eligible under their caps leave ${percentWord(cash - sleeve)} in cash.`);
  return notes;
}

const SCHEME_WORDS: Readonly<Record<Methodology['weighting']['scheme'], string>> = {
  equal: 'equally',
  cap: 'by market cap',
  sqrtCap: 'by the square root of market cap',
  inverseVolatility: 'by calm: one over its 90-day volatility',
  equalRisk: 'so that each carries the same risk',
  equalRiskBySector: 'so that each sector carries the same risk',
  minVariance: 'for the least variance',
};

function weightReason(methodology: Methodology, weighed: Weighed, i: number, { graded, leftOver }: { readonly graded: boolean; readonly leftOver: boolean }): string {
  const bound = weighed.bounds[i];
  const cap = percentWord(weighed.caps[i] as number);
  if (bound === 'cap') return `Held to its ${cap} cap.`;
  if (bound === 'liquidity') return `Held to ${cap} by its trading (Rule 5.2).`;
  if (bound === 'floor') return `Raised to its ${percentWord(weighed.weights[i] as number)} floor.`;
  const tilt = methodology.weighting.tilt && graded ? ` times ${MEASURE_WORDS[methodology.weighting.tilt]}` : '';
  return `${leftOver ? 'Share of what the caps leave over, ' : 'Share '}${SCHEME_WORDS[methodology.weighting.scheme]}${tilt}.`;
}
