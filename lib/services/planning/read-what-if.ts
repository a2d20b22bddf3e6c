import 'server-only';
import { computePlan } from '@/lib/domain/planning/compute-plan';
import { readWhatIf, whatIfValues } from '@/lib/schemas/what-if';
import { loadCatalogue } from './load-catalogue';
import { currentPlan } from './read-plan';

/** The saved answers and the changed ones, both on today's catalogue; `null` before the first plan. */
export async function readWhatIfPage(userId: string, sent: Readonly<Record<string, unknown>>) {
  const [plan, catalogue] = await Promise.all([currentPlan(userId), loadCatalogue()]);
  if (plan === null) return null;
  const values = whatIfValues(plan.answers, sent);
  const { answers } = readWhatIf(plan.answers, values);
  return { saved: plan.answers, values, now: computePlan(plan.answers, catalogue), then: computePlan(answers, catalogue) };
}
