import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MarketView } from '@/lib/domain/features/view';
import { monthForests, monthStart, type MonthForest } from '@/lib/domain/scores/unusual';
import type { ScorePlan } from './score-plan';

/** The forest of the newest month that was grown here, and what it was grown from. One only, some hundred kilobytes. */
let kept: { readonly datasetId: number; readonly first: number; readonly hash: string; readonly forest: MonthForest | null } | null = null;

/**
 * Grows the forests of every month from the plan's row on, breathing between them. A month's forest reads the facts before the month alone, and the
 * hash of the day before it stands for all of them: while that is the same, so is the forest, and it is grown once a month, not once a day. A run over
 * all days takes nothing over.
 */
export async function growForests(market: MarketView, datasetId: number, { start, hashAt }: Pick<ScorePlan, 'start' | 'hashAt'>): Promise<(row: number) => MonthForest | null> {
  const { panel } = market;
  const newest = monthStart(panel.start, panel.days - 1);
  const hash = newest > 0 ? hashAt(newest - 1) : null;
  const stands = start.row > 0 && kept !== null && kept.datasetId === datasetId && kept.first === panel.start + newest && kept.hash === hash;
  const forestOf = monthForests(market, new Map(stands && kept ? [[newest, kept.forest]] : []));
  for (let row = panel.days - 1; row >= start.row; row = monthStart(panel.start, row) - 1) {
    const forest = forestOf(row);
    if (row === panel.days - 1 && hash !== null) kept = { datasetId, first: panel.start + newest, hash, forest };
    await nextTurn();
  }
  return forestOf;
}
