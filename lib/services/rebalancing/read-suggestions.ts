import 'server-only';
import { findSuggestion, listAcceptedSuggestions, type SuggestionRow } from '@/lib/data/suggestions';
import { simulatedSuggestions } from '@/lib/data/transactions';
import { rebalanceAnswer, rebalanceBody } from '@/lib/schemas/api/rebalance';
import type { RebalancePlan, RebalanceRequest } from '@/lib/domain/rebalancing/types';

export interface Suggestion {
  readonly id: string;
  readonly state: string;
  readonly pricesDay: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly acceptedAt: string | null;
  readonly request: RebalanceRequest;
  readonly plan: RebalancePlan;
  /** Its trades were booked at simulated prices: they are left out of what is held on a real market. */
  readonly simulated: boolean;
}

const PAST = 20;

function toSuggestion(row: SuggestionRow, simulated: ReadonlySet<string>): Suggestion {
  return {
    id: row.id,
    state: row.state,
    pricesDay: row.pricesDay,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    request: rebalanceBody.parse(row.input),
    plan: rebalanceAnswer.parse(row.result),
    simulated: simulated.has(row.id),
  };
}

/** Rows as suggestions, with what became of their trades. */
async function toSuggestions(userId: string, rows: readonly SuggestionRow[]): Promise<Suggestion[]> {
  const simulated = await simulatedSuggestions(userId, rows.map(({ id }) => id));
  return rows.map((row) => toSuggestion(row, simulated));
}

/** One of a person's suggestions; null where it is not theirs or not there. */
export async function readSuggestion(userId: string, id: string): Promise<Suggestion | null> {
  const row = await findSuggestion(userId, id);
  return row === null ? null : ((await toSuggestions(userId, [row]))[0] ?? null);
}

/** Accepted ones, newest first. */
export async function pastSuggestions(userId: string): Promise<Suggestion[]> {
  return toSuggestions(userId, await listAcceptedSuggestions(userId, PAST));
}
