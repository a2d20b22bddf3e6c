import 'server-only';
import { systemClock } from '@/lib/clock';
import { findOpenSuggestion, findSuggestion, listAcceptedSuggestions, type SuggestionRow } from '@/lib/data/suggestions';
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
}

const PAST = 20;

function toSuggestion(row: SuggestionRow): Suggestion {
  return {
    id: row.id,
    state: row.state,
    pricesDay: row.pricesDay,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    request: rebalanceBody.parse(row.input),
    plan: rebalanceAnswer.parse(row.result),
  };
}

/** The open suggestion that a person last saw; null where there is none within its 24 hours. */
export async function currentSuggestion(userId: string): Promise<Suggestion | null> {
  const row = await findOpenSuggestion(userId, systemClock.now());
  return row === null ? null : toSuggestion(row);
}

/** One of a person's suggestions; null where it is not theirs or not there. */
export async function readSuggestion(userId: string, id: string): Promise<Suggestion | null> {
  const row = await findSuggestion(userId, id);
  return row === null ? null : toSuggestion(row);
}

/** Accepted ones, newest first. */
export async function pastSuggestions(userId: string): Promise<Suggestion[]> {
  return (await listAcceptedSuggestions(userId, PAST)).map(toSuggestion);
}
