import 'server-only';
import type { PoolClient } from 'pg';

/** Something a live source said that was not taken. */
export interface RefusedAnswerText {
  readonly endpoint: string;
  readonly subject: string;
  readonly about: string;
  readonly reason: string;
  readonly raw: string;
}

/** NUL cannot be stored in text. */
const storable = (text: string, most: number): string => text.replaceAll('\u0000', '\uFFFD').slice(0, most);

function unique(rows: readonly RefusedAnswerText[]): RefusedAnswerText[] {
  const byKey = new Map<string, RefusedAnswerText>();
  for (const row of rows) {
    const clean = { endpoint: row.endpoint, subject: storable(row.subject, 200), about: storable(row.about, 100), reason: storable(row.reason, 300), raw: storable(row.raw, 500) };
    byKey.set([clean.endpoint, clean.subject, clean.about, clean.reason].join('\u0000'), clean);
  }
  return [...byKey.values()];
}

/** Remembers refusals. The same one again raises its count; the same answer stored twice (one moment) does not. Written in one order, so that two stores never wait for each other. */
export async function saveRefusedAnswers(client: PoolClient, source: string, rows: readonly RefusedAnswerText[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO refused_answer AS t (source, endpoint, subject, about, reason, raw, first_at, last_at)
     SELECT $1, endpoint, subject, about, reason, raw, $3, $3
     FROM json_to_recordset($2::json) AS r(endpoint text, subject text, about text, reason text, raw text)
     ORDER BY endpoint COLLATE "C", subject COLLATE "C", about COLLATE "C", reason COLLATE "C"
     ON CONFLICT (source, endpoint, subject, about, reason) DO UPDATE SET count = t.count + 1, first_at = least(t.first_at, excluded.first_at),
       last_at = greatest(t.last_at, excluded.last_at), raw = CASE WHEN excluded.last_at >= t.last_at THEN excluded.raw ELSE t.raw END
     WHERE t.last_at <> excluded.last_at`,
    [source, JSON.stringify(unique(rows)), at],
  );
}
