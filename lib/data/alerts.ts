import 'server-only';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { pool } from './pool';

export type AlertKind = 'drift' | 'rating' | 'stale' | 'index' | 'plan';

export interface NewAlert {
  readonly userId: string;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly day: IsoDay;
  readonly text: string;
  readonly href: string;
}

/** Persons with a plan and something held: those who can be told something. */
export async function peopleToTell(): Promise<string[]> {
  const { rows } = await pool.query<{ userId: string }>('SELECT DISTINCT user_id AS "userId" FROM lot l WHERE quantity > 0 AND EXISTS (SELECT 1 FROM plan p WHERE p.user_id = l.user_id) ORDER BY 1');
  return rows.map(({ userId }) => userId);
}

/** A rating that changed on the last scored day, of a token that a person holds. */
export interface HeldRatingChange {
  readonly userId: string;
  readonly assetId: string;
  readonly name: string;
  readonly day: IsoDay;
  /** Null is n/a. */
  readonly before: string | null;
  readonly after: string | null;
}

const HELD = `SELECT DISTINCT user_id, asset_id FROM lot l WHERE quantity > 0 AND EXISTS (SELECT 1 FROM plan p WHERE p.user_id = l.user_id)`;

export async function heldRatingChanges(datasetId: number): Promise<HeldRatingChange[]> {
  const { rows } = await pool.query<HeldRatingChange>(
    `SELECT h.user_id AS "userId", h.asset_id AS "assetId", a.name, g.day::text AS day, b.rating AS before, g.rating AS after
     FROM (${HELD}) h
     JOIN score_state s ON s.dataset_id = $1
     JOIN dataset_asset a ON a.dataset_id = s.dataset_id AND a.asset_id = h.asset_id
     JOIN grade_row g ON g.dataset_id = s.dataset_id AND g.asset_id = h.asset_id AND g.day = s.last_day
     JOIN LATERAL (SELECT rating FROM grade_row e WHERE e.dataset_id = g.dataset_id AND e.asset_id = g.asset_id AND e.day < g.day ORDER BY e.day DESC LIMIT 1) b ON true
     WHERE b.rating IS DISTINCT FROM g.rating ORDER BY 1, 2`,
    [datasetId],
  );
  return rows;
}

/** A token that a person holds and that has had no close for some days. */
export interface HeldWithoutClose {
  readonly userId: string;
  readonly assetId: string;
  readonly name: string;
  readonly lastDay: IsoDay;
}

/** Tokens held whose last close is of a day before `since`. */
export async function heldWithoutClose(datasetId: number, since: IsoDay): Promise<HeldWithoutClose[]> {
  const { rows } = await pool.query<HeldWithoutClose>(
    `SELECT h.user_id AS "userId", h.asset_id AS "assetId", a.name, a.last_day::text AS "lastDay"
     FROM (${HELD}) h JOIN dataset_asset a ON a.dataset_id = $1 AND a.asset_id = h.asset_id
     WHERE a.last_day < $2 ORDER BY 1, 2`,
    [datasetId, since],
  );
  return rows;
}

/** Keeps what was not told about the same subject within the days before. Returns how many are new. */
export async function saveAlerts(alerts: readonly NewAlert[], quietDays: number): Promise<number> {
  const { rowCount } = await pool.query(
    `INSERT INTO alert (id, user_id, kind, subject, day, text, href)
     SELECT gen_random_uuid(), t."userId", t.kind, t.subject, t.day, t.text, t.href
     FROM json_to_recordset($1) AS t ("userId" uuid, kind text, subject text, day date, text text, href text)
     JOIN app_user u ON u.id = t."userId"
     WHERE NOT EXISTS (SELECT 1 FROM alert a WHERE a.user_id = t."userId" AND a.kind = t.kind AND a.subject = t.subject AND a.day BETWEEN t.day - $2::integer AND t.day - 1)
     ON CONFLICT (user_id, kind, subject, day) DO NOTHING`,
    [JSON.stringify(alerts), quietDays],
  );
  return rowCount ?? 0;
}
