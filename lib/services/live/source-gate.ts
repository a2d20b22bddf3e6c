import 'server-only';
import { setTimeout as sleepFor } from 'node:timers/promises';
import type pg from 'pg';
import { systemClock } from '@/lib/clock';
import { isDatabaseAway } from '@/lib/data/database-away';
import { endPause, ensureSource, noteFailure, noteSuccess, owesToken, takeToken, whyNoToken, type BreakerRule, type Bucket, type Shortage } from '@/lib/data/source-state';
import type { SourceGate } from '@/lib/providers/http/gate';
import { SourceError, type NetworkSource, type SourceErrorKind } from '@/lib/providers/live-port';
import type { SourceLimit } from '@/lib/schemas/sources';

/** Five failures in a row and the source rests for half a minute, doubling up to a quarter of an hour. */
export const BREAKER: BreakerRule = { failures: 5, pauseMs: 30_000, maxPauseMs: 900_000, probeMs: 60_000 };

/** How long a request waits for its token before it gives its place in the schedule back. */
const MAX_WAIT_MS = 30_000;
/** When to ask again where the database, which counts the requests, is away. */
const AWAY_MS = 2_000;

/** `refused` is about this installation's access and `rate-limited` about its pace: neither says that the source is ill. */
const COUNTED: readonly SourceErrorKind[] = ['unreachable', 'timed-out', 'garbled', 'failed'];

export interface GateOptions {
  readonly limitOf: (source: NetworkSource) => SourceLimit;
  readonly maxWaitMs?: number;
  /** For tests: another clock than the database's, and another connection. */
  readonly now?: () => Date;
  readonly sleep?: (ms: number) => Promise<unknown>;
  readonly db?: pg.Pool;
  /** Nobody waits for a token any more. */
  readonly over?: AbortSignal | undefined;
}

const bucketOf = ({ capacity, perMinute, perMonth }: SourceLimit): Bucket => ({ capacity, refillPerSecond: perMinute / 60, perMonth });

/** Words and end of a pause that no reasonable wait bridges; null where only the bucket is empty. */
function pauseOf(source: NetworkSource, why: Shortage): SourceError | null {
  const { openUntil, waitUntil, monthEnds, failures, error, errorKind } = why;
  if (openUntil) {
    const kind = COUNTED.find((known) => known === errorKind) ?? 'unreachable';
    return new SourceError(source, kind, `rests after ${failures} failures in a row${error ? `, the last: ${error}` : ''}`, openUntil);
  }
  if (waitUntil) return new SourceError(source, 'rate-limited', 'asked us to wait', waitUntil);
  return monthEnds && new SourceError(source, 'rate-limited', 'this month’s requests are used up', monthEnds);
}

/**
 * The gate that all processes of an installation share: a token bucket, a monthly allowance, the source's own wish to wait and a
 * breaker, in one row of the database. Only one request tests a source that rested.
 */
export function createSourceGate(options: GateOptions): SourceGate {
  const { limitOf, maxWaitMs = MAX_WAIT_MS, now, over, sleep = (ms) => sleepFor(ms, undefined, over ? { signal: over } : {}), db } = options;
  const known = new Set<NetworkSource>();
  /** Sources that a request of ours is testing. Which one is not told: whichever ends first counts as the trial, an older one too, so that a rest is lengthened at most once a trial. */
  const trials = new Set<NetworkSource>();
  const at = (): Date | null => now?.() ?? null;
  const clock = (): number => (now?.() ?? systemClock.now()).getTime();

  /** A database that is away says nothing of the source and nothing of the question: whoever asks waits, and no attempt is counted. */
  async function counted<T>(source: NetworkSource, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      throw new SourceError(source, 'rate-limited', 'its quota cannot be counted: the database is away', new Date(clock() + AWAY_MS));
    }
  }

  async function take(source: NetworkSource, underWay = false): Promise<void> {
    if (!known.has(source)) await ensureSource(source, db);
    known.add(source);
    const bucket = bucketOf(limitOf(source));
    if (underWay) return owesToken(source, at(), bucket, db);
    let waited = 0;
    for (;;) {
      const taken = await takeToken(source, at(), bucket, BREAKER, db);
      if (taken === 'trial') trials.add(source);
      if (taken) return;
      const why = await whyNoToken(source, at(), bucket, db);
      const pause = why && pauseOf(source, why);
      if (pause) throw pause;
      // Neither rest nor shortage any more: somebody reported in between, or the row is new.
      const ms = why?.refilledAt ? Math.max(1, Math.ceil(why.refilledAt.getTime() - why.at.getTime()) + 1) : 1;
      if (waited + ms > maxWaitMs) throw new SourceError(source, 'rate-limited', 'its quota is used up for the moment', why?.refilledAt ?? null);
      waited += ms;
      await sleep(ms);
    }
  }

  return {
    take: (source, underWay) => counted(source, take(source, underWay)),
    succeeded: (source) => {
      trials.delete(source);
      return counted(source, noteSuccess(source, at(), db));
    },
    failed: (source, kind, message, retryAt) => {
      // As a stretch of time: this machine's clock and the database's need not agree.
      const waitMs = retryAt && Math.max(0, retryAt.getTime() - clock());
      return counted(source, noteFailure(source, at(), { kind, message: message.slice(0, 500), waitMs, counts: COUNTED.includes(kind), trial: trials.delete(source) }, BREAKER, db));
    },
  };
}

/** The owner's wish to try a source at once. */
export const retrySource = (source: NetworkSource): Promise<void> => endPause(source);
