import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import { loadSourceStates } from '@/lib/data/source-state';
import { offlineReason } from '@/lib/env';
import type { NetworkSource } from '@/lib/providers/live-port';
import { allSources, isEnabled, limitOf, type SourceLimit } from '@/lib/schemas/sources';
import { BREAKER } from './source-gate';
import { loadSourceSettings, sourceAccess } from './source-settings';

export interface SourceHealth {
  readonly source: NetworkSource;
  /** `unseen`: on, but never asked. */
  readonly state: 'off' | 'unseen' | 'ok' | 'failing' | 'waiting' | 'resting';
  readonly breaker: 'closed' | 'open' | 'half-open';
  readonly lastAttempt: Date | null;
  readonly lastSuccess: Date | null;
  /** Requests that may go at once. */
  readonly quotaLeft: number | null;
  /** Requests left in the calendar month (UTC); null without such a limit. */
  readonly monthLeft: number | null;
  readonly limit: SourceLimit;
  readonly failures: number;
  readonly error: string | null;
  readonly errorKind: string | null;
  /** When it is asked again, where it rests or asked to wait. */
  readonly retryAt: Date | null;
}

type Row = Awaited<ReturnType<typeof loadSourceStates>>[number];

const later = (a: Date | null, b: Date | null): Date | null => (a && b ? (a > b ? a : b) : (a ?? b));

function breakerOf({ failures, openUntil }: Row, now: Date): SourceHealth['breaker'] {
  if (openUntil && openUntil > now) return 'open';
  return failures >= BREAKER.failures ? 'half-open' : 'closed';
}

function stateOf(row: Row, breaker: SourceHealth['breaker'], now: Date): SourceHealth['state'] {
  if (breaker === 'open') return 'resting';
  if (row.waitUntil && row.waitUntil > now) return 'waiting';
  if (row.error) return 'failing';
  return row.lastSuccess ? 'ok' : 'unseen';
}

function refilled({ tokens, countedAt }: Row, { capacity, perMinute }: SourceLimit, now: Date): number {
  if (tokens === null || countedAt === null) return capacity;
  return Math.max(0, Math.floor(Math.min(capacity, tokens + (Math.max(0, now.getTime() - countedAt.getTime()) / 60_000) * perMinute)));
}

function healthOf(source: NetworkSource, off: boolean, row: Row | undefined, limit: SourceLimit, now: Date): SourceHealth {
  const monthLeft = limit.perMonth === null ? null : Math.max(0, limit.perMonth - (row?.monthRequests ?? 0));
  const empty = { lastAttempt: null, lastSuccess: null, quotaLeft: limit.capacity, failures: 0, error: null, errorKind: null, retryAt: null };
  if (!row) return { source, state: off ? 'off' : 'unseen', breaker: 'closed', ...empty, limit, monthLeft };
  const { lastAttempt, lastSuccess, failures, error, errorKind, openUntil, waitUntil } = row;
  const breaker = breakerOf(row, now);
  const until = later(openUntil, waitUntil);
  return {
    source,
    state: off ? 'off' : stateOf(row, breaker, now),
    breaker,
    lastAttempt,
    lastSuccess,
    quotaLeft: refilled(row, limit, now),
    monthLeft,
    limit,
    failures,
    error,
    errorKind,
    retryAt: until && until > now ? until : null,
  };
}

/** Every network source as it stands, those that are off included. */
export async function readSources(clock: Clock = systemClock): Promise<SourceHealth[]> {
  const [settings, rows] = await Promise.all([loadSourceSettings(), loadSourceStates()]);
  const keys = sourceAccess();
  const offline = offlineReason() !== null;
  const now = clock.now();
  return allSources(settings).map((source) =>
    healthOf(source, offline || !isEnabled(settings, source), rows.find((row) => row.source === source), limitOf(settings, source, keys), now),
  );
}
