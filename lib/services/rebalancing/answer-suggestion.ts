import 'server-only';
import type { RebalancePlan } from '@/lib/domain/rebalancing/types';
import { fail, ok } from '@/lib/domain/foundation/result';
import { buildSuggestion } from './build-suggestion';
import type { Suggestion } from './read-suggestions';

/** A suggestion as the API gives it: the trades with the snapshot that can be accepted. */
export interface SuggestionAnswer extends RebalancePlan {
  readonly id: string | null;
  readonly state: string;
  readonly pricesDay: string;
  readonly createdAt: string | null;
  readonly expiresAt: string | null;
  readonly acceptedAt: string | null;
  readonly simulated: boolean;
}

/** What a person could do today; the reason where there is no market, no plan, or no way. */
export async function answerSuggestion(userId: string, query: { readonly contribution?: string | undefined; readonly destination?: string | undefined }) {
  const { contribution = '0', destination } = query;
  const taken = contribution.startsWith('-');
  const built = await buildSuggestion(userId, { [taken ? 'need' : 'invest']: contribution.replace('-', ''), to: destination });
  if (built === null) return fail('no-market');
  if (built.prepared.plan === null) return fail('no-plan');
  if (!built.result.ok) return fail('infeasible', { problems: built.result.problems });
  const { snapshot, result, prepared } = built;
  return ok<SuggestionAnswer>({
    ...result.value,
    id: snapshot?.id ?? null,
    state: snapshot?.state ?? 'nothingToDo',
    pricesDay: prepared.base.day,
    createdAt: snapshot?.createdAt.toISOString() ?? null,
    expiresAt: snapshot?.expiresAt.toISOString() ?? null,
    acceptedAt: null,
    simulated: prepared.holdings.dataset.simulated,
  });
}

/** A stored suggestion in the same shape. */
export function toAnswer({ plan, id, state, pricesDay, createdAt, expiresAt, acceptedAt, simulated }: Suggestion): SuggestionAnswer {
  return { ...plan, id, state, pricesDay, createdAt, expiresAt, acceptedAt, simulated };
}
