import 'server-only';
import { FEATURES } from '@/lib/domain/features/registry';
import { contributions, gradeMoves } from '@/lib/domain/scores/contributions';
import { lensWeights } from '@/lib/domain/scores/lens-grade';
import { INVESTOR_WEIGHTS } from '@/lib/domain/scores/rules';
import { toNullable } from '@/lib/domain/foundation/missing';
import type { Asset } from '@/lib/domain/market/asset';
import type { TokenReasons } from '@/lib/schemas/token-view';
import type { DayScores } from './day-scores';

const label = (feature: number): { readonly code: string; readonly name: string } => ({ code: FEATURES[feature]?.code ?? '', name: FEATURES[feature]?.name ?? '' });

/** What speaks for and against an asset, and what moved its grade since an earlier day. */
export function readReasons(asset: Asset, scores: DayScores | null, before: DayScores | null): TokenReasons {
  const weights = lensWeights(FEATURES, asset);
  const now = scores ? contributions(weights, scores.grades, INVESTOR_WEIGHTS) : [];
  const earlier = before ? contributions(weights, before.grades, INVESTOR_WEIGHTS) : [];
  const list = now.map(({ feature, grade, weight, points }) => ({ ...label(feature), grade, weight, points }));
  list.sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.code < b.code ? -1 : 1));
  const from = before?.grade?.investorGrade ?? null;
  const to = scores?.grade?.investorGrade ?? null;
  if (before === null || from === null || to === null) return { contributions: list, moved: null };
  const moves = gradeMoves(earlier, now).map((move) => ({ ...label(move.feature), from: toNullable(move.from), to: toNullable(move.to), points: move.points }));
  return { contributions: list, moved: { since: before.day, from, to, ratingBefore: before.grade?.rating ?? null, moves } };
}
