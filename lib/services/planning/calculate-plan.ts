import 'server-only';
import { computePlan } from '@/lib/domain/planning/compute-plan';
import type { PlanInput, PlanResult } from '@/lib/domain/planning/types';
import { unprocessable } from '@/lib/schemas/api/problem';
import { loadCatalogue } from './load-catalogue';

/** A plan on the published catalogue, for the calculator of the API. An index that is not there, or waits, is refused by name. */
export async function calculatePlan(input: PlanInput): Promise<PlanResult> {
  const catalogue = await loadCatalogue();
  const live = new Set(catalogue.indices.filter((index) => index.status === 'live').map((index) => index.slug));
  const unknown = (input.indices ?? []).flatMap((slug, position) => (live.has(slug) ? [] : [{ path: `indices.${position}`, message: 'is not a live index' }]));
  if (unknown.length > 0) throw unprocessable(unknown);
  return computePlan(input, catalogue);
}
