import { dayFromNumber } from '../../foundation/iso-day';
import { combinations } from '../../performance/overfitting';
import { CROSS_GROUPS, CROSS_TESTS } from './rules';
import { purged, splitOff, type Calendar, type Split, type SplitSettings } from './splits';

/** One choice of groups as the test; panel rows, each ascending. Labels of training and test never overlap. */
export interface CrossSplit extends Pick<Split, 'fit' | 'validation' | 'test'> {
  /** Positions of the tested groups. */
  readonly chosen: readonly number[];
  /** First day of the test. */
  readonly testFrom: string;
}

/** Combinatorial purged cross-validation of some decision rows; both are empty where there is too little to train on. */
export interface CrossPlan {
  /** The rows of each group. */
  readonly groups: readonly (readonly number[])[];
  /** In lexical order of what they test. */
  readonly splits: readonly CrossSplit[];
}

/** Rows in contiguous groups, as equal as can be. Example: 1, 2, 3, 4, 5 in two are 1, 2, 3 and 4, 5. */
export function contiguousGroups(rows: readonly number[], groups: number): number[][] {
  const owned = Array.from({ length: groups }, (): number[] => []);
  rows.forEach((row, i) => owned[Math.floor((i * groups) / rows.length)]?.push(row));
  return owned;
}

/**
 * Combinatorial purged cross-validation (López de Prado, Advances in Financial Machine Learning, 2018, 7.4 and 12.3): decision rows in 6 contiguous
 * groups, every 2 of them a test, trained on the rest less what is within a label and the embargo (61 days) of a tested row, before or after it.
 * Nothing where a split would train on fewer rows than `minTrainRows`. Example: of 300 weeks 15 splits of 100 tested rows.
 */
export function crossPlan({ start, decisions }: Calendar, { minTrainRows, validationShare }: Pick<SplitSettings, 'minTrainRows' | 'validationShare'>): CrossPlan {
  const groups = contiguousGroups(decisions, CROSS_GROUPS);
  const splits = combinations(CROSS_GROUPS, CROSS_TESTS).map((chosen): CrossSplit => {
    const test = chosen.flatMap((group) => groups[group] as number[]);
    return { chosen, testFrom: dayFromNumber(start + (test[0] ?? 0)), ...splitOff(purged(decisions, test), validationShare), test };
  });
  return splits.every(({ fit, validation }) => fit.length + validation.length >= minTrainRows) ? { groups, splits } : { groups: [], splits: [] };
}

/**
 * Which split predicts each group on each path: the first path takes the first split that tests a group, the second the next (López de Prado 2018,
 * figure 12.1). `paths[path][group]` is the position of a split. Example: of 3 groups with 2 tested, [0, 0, 1] and [1, 2, 2].
 */
export function crossPaths(groups: number, tests: number): number[][] {
  const splits = combinations(groups, tests);
  const testing = Array.from({ length: groups }, (_, group) => [...splits.keys()].filter((split) => splits[split]?.includes(group)));
  return (testing[0] ?? []).map((_, path) => testing.map((own) => own[path] as number));
}
