import 'server-only';
import type pg from 'pg';
import { pool } from './pool';

/** How fast a source may be asked. `refillPerSecond` tokens come back each second, up to `capacity`. */
export interface Bucket {
  readonly capacity: number;
  readonly refillPerSecond: number;
  /** Requests a calendar month (UTC); null without a limit. */
  readonly perMonth: number | null;
}

/** After how many failures in a row a source rests, and how long: the pause doubles with each failure after that. */
export interface BreakerRule {
  readonly failures: number;
  readonly pauseMs: number;
  readonly maxPauseMs: number;
  /** How long the one request that tests a resting source keeps the others waiting. */
  readonly probeMs: number;
}

/** A source as it stands; times by the database's clock. */
export interface SourceStateRow {
  readonly source: string;
  readonly lastAttempt: Date | null;
  readonly lastSuccess: Date | null;
  readonly error: string | null;
  readonly errorKind: string | null;
  /** Failed requests in a row. */
  readonly failures: number;
  readonly openUntil: Date | null;
  readonly waitUntil: Date | null;
  /** Requests that may go at once, now; null before the first request. */
  readonly tokens: number | null;
  readonly monthRequests: number;
}

/** The moment a statement speaks of, in whole milliseconds as they are stored; all processes share the database's clock. */
const AT = `date_trunc('milliseconds', coalesce($2::timestamptz, clock_timestamp()))`;
const MONTH = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM')`;
const REFILLED = `least($3::float8, coalesce(tokens, $3::float8) + greatest(0, extract(epoch FROM at - coalesce(counted_at, at)))::float8 * $4::float8)`;
const ASKED_THIS_MONTH = `CASE WHEN month = ${MONTH} THEN month_requests ELSE 0 END`;

/** The pool for most; tests bring several. */
type Connection = Pick<pg.Pool, 'query'>;

/**
 * Takes one token, if there is one and the source neither rests nor asked to wait; null otherwise. A source whose rest has ended gives its first
 * taker a trial: for all others the rest goes on until that one reports, or fell silent.
 */
export async function takeToken(source: string, at: Date | null, bucket: Bucket, rule: BreakerRule, db: Connection = pool): Promise<'token' | 'trial' | null> {
  const { rows } = await db.query<{ trial: boolean }>(
    `UPDATE source_state SET
       tokens = ${REFILLED} - 1, counted_at = greatest(counted_at, at), last_attempt = greatest(last_attempt, at),
       month = ${MONTH}, month_requests = ${ASKED_THIS_MONTH} + 1,
       open_until = CASE WHEN failures >= $6 THEN at + $7::float8 * interval '1 ms' ELSE open_until END
     FROM (SELECT ${AT} AS at) AS moment
     WHERE source = $1 AND ${REFILLED} >= 1 AND coalesce(wait_until <= at, true) AND coalesce(open_until <= at, true)
       AND ($5::int IS NULL OR ${ASKED_THIS_MONTH} < $5::int)
     RETURNING failures >= $6 AS trial`,
    [source, at, bucket.capacity, bucket.refillPerSecond, bucket.perMonth, rule.failures, rule.probeMs],
  );
  const [taken] = rows;
  return taken ? (taken.trial ? 'trial' : 'token') : null;
}

/** Counts a request that goes out whether or not there is a token: the bucket may owe some, and later requests wait until they are back. */
export async function owesToken(source: string, at: Date | null, bucket: Bucket, db: Connection = pool): Promise<void> {
  await db.query(
    `UPDATE source_state SET tokens = ${REFILLED} - 1, counted_at = greatest(counted_at, at), last_attempt = greatest(last_attempt, at),
       month = ${MONTH}, month_requests = ${ASKED_THIS_MONTH} + 1
     FROM (SELECT ${AT} AS at) AS moment WHERE source = $1`,
    [source, at, bucket.capacity, bucket.refillPerSecond],
  );
}

/** Makes the source known, once. */
export async function ensureSource(source: string, db: Connection = pool): Promise<void> {
  await db.query('INSERT INTO source_state (source) VALUES ($1) ON CONFLICT DO NOTHING', [source]);
}

/** Why there is no token: until when the source rests, waits, or refills; null where that does not hold it. */
export interface Shortage {
  readonly at: Date;
  readonly openUntil: Date | null;
  readonly waitUntil: Date | null;
  readonly monthEnds: Date | null;
  readonly refilledAt: Date | null;
  readonly failures: number;
  readonly error: string | null;
  readonly errorKind: string | null;
}

export async function whyNoToken(source: string, at: Date | null, bucket: Bucket, db: Connection = pool): Promise<Shortage | null> {
  const { rows } = await db.query<Shortage>(
    `SELECT at, failures, error, error_kind AS "errorKind",
       CASE WHEN open_until > at THEN open_until END AS "openUntil",
       CASE WHEN wait_until > at THEN wait_until END AS "waitUntil",
       CASE WHEN $5::int IS NOT NULL AND ${ASKED_THIS_MONTH} >= $5::int
         THEN date_trunc('month', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + interval '1 month' END AS "monthEnds",
       CASE WHEN ${REFILLED} < 1 THEN at + (1 - ${REFILLED}) / $4::float8 * interval '1 s' END AS "refilledAt"
     FROM source_state, (SELECT ${AT} AS at) AS moment WHERE source = $1`,
    [source, at, bucket.capacity, bucket.refillPerSecond, bucket.perMonth],
  );
  return rows[0] ?? null;
}

/** An answer of use ends a row of failures, and a rest. A wish to wait stays: it was said later than the question was asked. */
export async function noteSuccess(source: string, at: Date | null, db: Connection = pool): Promise<void> {
  await db.query(
    `UPDATE source_state SET last_success = greatest(last_success, at), failures = 0, open_until = NULL, error = NULL, error_kind = NULL
     FROM (SELECT ${AT} AS at) AS moment WHERE source = $1`,
    [source, at],
  );
}

export interface Failure {
  readonly kind: string;
  readonly message: string;
  /** How long the source asked to wait, from now; null where it did not. */
  readonly waitMs: number | null;
  /** Whether it says that the source is ill. */
  readonly counts: boolean;
  /** Whether it is the one request that tests a source that rested. */
  readonly trial: boolean;
}

/**
 * What went wrong, in words; enough of it in a row lets the source rest. Requests that were under way when it began to rest fail together: they are one
 * trouble, and only a failed trial makes the rest longer.
 */
export async function noteFailure(source: string, at: Date | null, failure: Failure, rule: BreakerRule, db: Connection = pool): Promise<void> {
  const counted = '($6 AND ($10 OR coalesce(open_until <= at, true)))';
  await db.query(
    `UPDATE source_state SET error = $3, error_kind = $4, wait_until = greatest(wait_until, at + $5::float8 * interval '1 ms'),
       failures = failures + ${counted}::int,
       open_until = CASE WHEN ${counted} AND failures + 1 >= $7::int
         THEN at + least($9::float8, $8::float8 * 2 ^ least(failures + 1 - $7::int, 30)) * interval '1 ms' ELSE open_until END
     FROM (SELECT ${AT} AS at) AS moment WHERE source = $1`,
    [source, at, failure.message, failure.kind, failure.waitMs, failure.counts, rule.failures, rule.pauseMs, rule.maxPauseMs, failure.trial],
  );
}

/** Lets a source be asked at once again, whatever it did; its quota stays as it is. */
export async function endPause(source: string): Promise<void> {
  await pool.query('UPDATE source_state SET failures = 0, open_until = NULL, wait_until = NULL WHERE source = $1', [source]);
}

/** Every source that was ever asked. `tokens` are as they were at its last request. */
export async function loadSourceStates(db: Connection = pool): Promise<(SourceStateRow & { readonly countedAt: Date | null })[]> {
  const { rows } = await db.query<SourceStateRow & { readonly countedAt: Date | null }>(
    `SELECT source, last_attempt AS "lastAttempt", last_success AS "lastSuccess", error, error_kind AS "errorKind", failures,
       open_until AS "openUntil", wait_until AS "waitUntil", tokens, counted_at AS "countedAt",
       CASE WHEN month = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM') THEN month_requests ELSE 0 END AS "monthRequests"
     FROM source_state ORDER BY source`,
  );
  return rows;
}
