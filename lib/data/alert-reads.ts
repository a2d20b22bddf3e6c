import 'server-only';
import type { AlertKind } from './alerts';
import { pool } from './pool';

export interface AlertRecord {
  readonly id: string;
  readonly kind: AlertKind;
  readonly day: string;
  readonly text: string;
  readonly href: string;
  readonly seen: boolean;
}

const FIELDS = 'id, kind, day::text, text, href, seen_at IS NOT NULL AS seen';

/** A person's newest alerts, the unread first. */
export async function listAlerts(userId: string, limit: number): Promise<AlertRecord[]> {
  const { rows } = await pool.query<AlertRecord>(
    `SELECT ${FIELDS} FROM alert WHERE user_id = $1 ORDER BY seen_at IS NOT NULL, day DESC, created_at DESC, id LIMIT $2`,
    [userId, limit],
  );
  return rows;
}

/** One of a person's alerts; null where it is not theirs or not there. */
export async function findAlert(userId: string, id: string): Promise<AlertRecord | null> {
  const { rows } = await pool.query<AlertRecord>(`SELECT ${FIELDS} FROM alert WHERE user_id = $1 AND id = $2`, [userId, id]);
  return rows[0] ?? null;
}

export async function countUnseenAlerts(userId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::integer AS count FROM alert WHERE user_id = $1 AND seen_at IS NULL', [userId]);
  return rows[0]?.count ?? 0;
}

/** Marks one of a person's alerts as read, or all of them (null); an id that is not theirs changes nothing. Returns how many. */
export async function markAlertsSeen(userId: string, id: string | null): Promise<number> {
  const { rowCount } = await pool.query('UPDATE alert SET seen_at = now() WHERE user_id = $1 AND seen_at IS NULL AND ($2::uuid IS NULL OR id = $2::uuid)', [userId, id]);
  return rowCount ?? 0;
}
