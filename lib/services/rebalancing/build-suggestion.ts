import 'server-only';
import { changingLedger } from '@/lib/data/accounts';
import { insertSuggestion, listOpenSuggestions, type SuggestionRow } from '@/lib/data/suggestions';
import { systemClock, type Clock } from '@/lib/clock';
import { planOnCalendar } from '@/lib/domain/rebalancing/calendar';
import type { RebalanceResult } from '@/lib/domain/rebalancing/plan-trades';
import { deferNotAdvised } from '@/lib/domain/rebalancing/not-advised';
import { SUGGESTION_HOURS } from '@/lib/domain/rebalancing/rules';
import { suggestionRequest } from '@/lib/domain/rebalancing/suggestion-request';
import type { RebalancePlan, RebalanceRequest } from '@/lib/domain/rebalancing/types';
import { rebalanceAnswer } from '@/lib/schemas/api/rebalance';
import { controlsOf, decidingCalendar, readControls, type ControlTexts } from '@/lib/schemas/rebalance-controls';
import { planWatches, type WatchRow } from './plan-watches';
import { covarianceOf, prepareSuggestion, type PreparedSuggestion } from './suggestion-base';
import { usualOf } from './usual-controls';

export interface BuiltSuggestion {
  readonly prepared: PreparedSuggestion;
  readonly usual: ControlTexts;
  readonly controls: ControlTexts;
  /** Points of the band `either`. */
  readonly points: number;
  readonly result: RebalanceResult;
  /** The stored snapshot; null where there is nothing to accept. */
  readonly snapshot: SuggestionRow | null;
  readonly watches: readonly WatchRow[];
  readonly covariance: readonly (readonly number[])[] | null;
}

const HOUR_MS = 3_600_000;
/** Tabs and controls that a person may have open at a time: what each shows can be accepted. */
const OPEN_KEPT = 20;

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
}

const leftAlone = ({ deferred }: Pick<RebalancePlan, 'deferred'>): string => canonical(deferred.map(({ asset }) => asset).sort());

/**
 * Stores what is shown, so that what is accepted is what was seen; the same question within its 24 hours is the same snapshot. Where a token outside
 * the plan has gone stale the question is the same, and only the answer leaves it alone: the older one would be refused for it.
 */
function snapshotOf(userId: string, request: RebalanceRequest, result: RebalanceResult, prepared: PreparedSuggestion, clock: Clock): Promise<SuggestionRow | null> {
  if (!result.ok || result.value.nothingToDo) return Promise.resolve(null);
  return changingLedger(userId, async (db) => {
    const now = clock.now();
    const open = await listOpenSuggestions(userId, now, db);
    const same = open.find((row) => row.datasetId === prepared.holdings.dataset.id && canonical(row.input) === canonical(request) && leftAlone(rebalanceAnswer.parse(row.result)) === leftAlone(result.value));
    if (same !== undefined) return same;
    const expiresAt = new Date(now.getTime() + SUGGESTION_HOURS * HOUR_MS);
    const plain = JSON.parse(JSON.stringify({ input: request, result: result.value })) as { input: object; result: object };
    const obsolete = open.slice(OPEN_KEPT - 1).map((row) => row.id);
    return insertSuggestion(userId, { ...plain, pricesDay: request.day, datasetId: prepared.holdings.dataset.id, createdAt: now, expiresAt }, obsolete, db);
  });
}

/** What a person could do today under these controls; null while no market is loaded. */
export async function buildSuggestion(userId: string, query: Readonly<Record<string, string | string[] | undefined>>, clock: Clock = systemClock): Promise<BuiltSuggestion | null> {
  const prepared = await prepareSuggestion(userId);
  if (prepared === null) return null;
  const { holdings, base } = prepared;
  const { usual, points } = usualOf(prepared);
  const controls = readControls(query, usual);
  const calendar = decidingCalendar(prepared.calendar, controls, usual);
  const { request, result: planned } = planOnCalendar(suggestionRequest(base, controlsOf(controls, points)), calendar);
  const result = deferNotAdvised(planned, prepared.notAdvised);
  const snapshot = prepared.plan === null || prepared.marketStale !== null ? null : await snapshotOf(userId, request, result, prepared, clock);
  const assets = base.positions.map((position) => position.asset);
  return { prepared, usual, controls, points, result, snapshot, watches: await planWatches(prepared), covariance: await covarianceOf(holdings.dataset.id, assets, base.day) };
}
