import 'server-only';
import { overlapOf } from '@/lib/domain/planning/overlap';
import type { IndexSummaryShape } from '@/lib/schemas/api/indices';
import { currentTargets } from '@/lib/services/planning/current-targets';

/** Share of weight that each index has in common with the person's token targets, by slug; null without a plan or where it holds no tokens. */
export async function readPlanOverlap(userId: string, indices: readonly Pick<IndexSummaryShape, 'slug' | 'holdings'>[]): Promise<ReadonlyMap<string, number> | null> {
  const current = await currentTargets(userId);
  if (current === null || current.targets.targets.length === 0) return null;
  const plan = { holdings: current.targets.targets };
  return new Map(indices.map(({ slug, holdings }) => [slug, overlapOf(plan, { holdings: holdings.map(({ id, weight }) => ({ asset: id, weight })) })]));
}
