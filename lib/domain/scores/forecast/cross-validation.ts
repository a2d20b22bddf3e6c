import { mean } from '../../foundation/statistics';
import { overfittingProbability } from '../../performance/overfitting';
import { crossPaths, type CrossPlan } from './cross-splits';
import type { ForecastPlan } from './plan';
import type { ForecastData } from './prepare';
import { rowCorrelations } from './rank-ic';
import { CROSS_GROUPS, CROSS_TESTS, LABEL_DAYS, OVERFITTING_BLOCKS } from './rules';
import type { TaskResult } from './run-task';
import { samplesOn } from './select-samples';

/** How often the best of what was tried disappoints. */
export interface CrossValidation {
  /** Probability of backtest overfitting, mean of the paths; NaN where nothing was tried. */
  readonly probability: number;
  /** Names of what was tried and said anything. */
  readonly candidates: readonly string[];
  /** How many of them the walk-forward does not have: those of other settings. */
  readonly others: number;
}

/** Weeks whose labels overlap a week's. */
const OVERLAPPING_WEEKS = Math.ceil(LABEL_DAYS / 7);

/** Weekly rank ICs by path, then by week in time order; NaN where a candidate says nothing. */
type PathIcs = readonly Float64Array[];

/** One candidate's weekly rank ICs on every path, each group from the split that tests it there. Example: the first path has group 3 from the split of groups 0 and 3. */
export function alongPaths({ groups, splits }: CrossPlan, results: readonly TaskResult[]): PathIcs {
  const bySplit = new Map(results.map(({ split, rankIcs }) => [split, rankIcs]));
  const icOf = (split: number, row: number): number => bySplit.get(split)?.[splits[split]?.test.indexOf(row) ?? -1] ?? Number.NaN;
  return crossPaths(CROSS_GROUPS, CROSS_TESTS).map((path) => Float64Array.from(groups.flatMap((rows, group) => rows.map((row) => icOf(path[group] as number, row)))));
}

/** What needs no training is the same on every path. */
function untrained({ samples }: ForecastData, { groups, splits }: CrossPlan, score: Float64Array): PathIcs {
  const picks = samplesOn(samples, groups.flat(), false);
  const column = (values: Float64Array): Float64Array => Float64Array.from(picks, (sample) => values[sample] as number);
  const ics = rowCorrelations(picks.map((sample) => samples.row[sample] as number), column(score), column(samples.target));
  return splits.length === 0 ? [] : crossPaths(CROSS_GROUPS, CROSS_TESTS).map(() => ics);
}

/** Weeks on which at least one candidate says something; who is silent there ranks nothing, 0. */
function onSharedWeeks(candidates: readonly Float64Array[]): number[][] {
  const weeks = [...(candidates[0] ?? []).keys()].filter((week) => candidates.some((ics) => !Number.isNaN(ics[week])));
  return candidates.map((ics) => weeks.map((week) => ics[week] || 0));
}

/**
 * Probability of backtest overfitting from combinatorial purged cross-validation (López de Prado 2018): candidates were trained on every split; their
 * weekly rank ICs (Spearman, with the target) make five paths through the whole time, and on each the best of one half of the weeks
 * is looked up in the other (Bailey et al. 2017). Momentum and size stand beside them, untrained. `results` in any order. NaN where
 * the market is too short for it. Example: candidates that are good at different times only come near 1.
 */
export function crossValidate(data: ForecastData, { cross, settings }: Pick<ForecastPlan, 'cross' | 'settings'>, results: readonly TaskResult[]): CrossValidation {
  const trained = [...new Set(results.map(({ candidate }) => candidate).filter((name) => name !== null))].sort();
  const tried: (readonly [string, PathIcs])[] = [
    ...trained.map((name) => [name, alongPaths(cross, results.filter(({ candidate }) => candidate === name))] as const),
    ['momentum', untrained(data, cross, data.momentum)],
    ['size', untrained(data, cross, data.size)],
  ];
  const speaking = tried.filter(([, paths]) => paths.some((ics) => !ics.every(Number.isNaN)));
  const probabilities = (speaking[0]?.[1] ?? []).map((_, path) => {
    const ics = onSharedWeeks(speaking.map(([, paths]) => paths[path] as Float64Array));
    return overfittingProbability(ics, { blocks: OVERFITTING_BLOCKS, purge: OVERLAPPING_WEEKS }).probability;
  });
  const candidates = speaking.map(([name]) => name);
  return { probability: mean(probabilities), candidates, others: candidates.filter((name) => Object.keys(settings.candidates[name] ?? {}).length > 1).length };
}
