import 'server-only';
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

/**
 * A day's digest is the exclusive or of its facts' hashes, so that a merge costs what it changes: the old facts are taken out and the new
 * ones put in. Every fact names its asset and kind, so no two are the same.
 */
function halves(): string {
  return [1, 9].map((from, i) => `bit_xor(('x' || encode(substring(hashed.digest FROM ${from} FOR 8), 'hex'))::bit(64)::bigint) AS h${i + 1}`).join(', ');
}

/** Digest text of two halves. */
export const digestText = (first: string, second: string): string => `lpad(to_hex(${first}), 16, '0') || lpad(to_hex(${second}), 16, '0')`;
const half = (digest: string, which: 1 | 2): string => `('x' || substr(${digest}, ${which === 1 ? 1 : 17}, 16))::bit(64)::bigint`;

const DAILY = ['close', 'traded_value', 'market_cap', 'circulating_supply', 'open', 'high', 'low'].map((name) => `trim_scale(f.${name})`).join(', ');

/** By day, the two halves of the exclusive or of the hashes of rows. `OFFSET 0` has each row hashed once. */
const hashesByDay = (columns: string, from: string): string => `SELECT day, ${halves()} FROM (SELECT f.day, sha256(record_send(ROW(${columns}))) AS digest FROM ${from} OFFSET 0) AS hashed GROUP BY day`;

/** Hashes by day of the values of metrics (`subject` the asset) or of series (''), which are `f` in `from`. */
export const valueHashes = (subject: string, from: string): string => hashesByDay(`'value'::text, ${subject}, f.metric, f.day, trim_scale(f.value)`, from);

/** Keeps what the facts of the pairs contribute to their days; once before and once after they are written, the two make the change. */
export async function addDailyHashes(client: PoolClient, datasetId: number): Promise<void> {
  await client.query(
    `INSERT INTO digest_part ${hashesByDay(`'daily'::text, f.asset_id, f.day, ${DAILY}`, 'merge_pair AS p JOIN daily_fact AS f ON f.dataset_id = $1 AND f.asset_id = p.asset_id AND f.day = p.day')}`,
    [datasetId],
  );
}

export interface ChangedDays {
  readonly days: number;
  /** First of them. */
  readonly from: string | null;
}

/** Moves the day digests by all parts, those of metrics and series included; returns the days whose facts changed. */
export async function moveDigests(client: PoolClient, datasetId: number): Promise<ChangedDays> {
  const { rows } = await client.query<ChangedDays>(
    `WITH delta AS (
       SELECT day, bit_xor(h1) AS h1, bit_xor(h2) AS h2
       FROM (SELECT day, h1, h2 FROM digest_part UNION ALL SELECT from_day, ${half('digest', 1)}, ${half('digest', 2)} FROM taken WHERE digest IS NOT NULL) AS part
       GROUP BY day HAVING bit_xor(h1) <> 0 OR bit_xor(h2) <> 0),
     moved AS (
       INSERT INTO day_digest AS d (dataset_id, day, digest) SELECT $1, day, ${digestText('h1', 'h2')} FROM delta
       ON CONFLICT (dataset_id, day) DO UPDATE SET digest = ${digestText(`(${half('d.digest', 1)} # ${half('excluded.digest', 1)})`, `(${half('d.digest', 2)} # ${half('excluded.digest', 2)})`)}
       RETURNING day)
     SELECT count(*)::integer AS days, min(day)::text AS from FROM moved`,
    [datasetId],
  );
  return rows[0] ?? { days: 0, from: null };
}

/** One digest for every calendar day from the dataset's first to its last; that of an empty day is zeros. */
export async function fillDigests(client: PoolClient, datasetId: number): Promise<void> {
  const span = `(SELECT min(first_day) AS first, max(last_day) AS last FROM dataset_asset WHERE dataset_id = $1) AS s`;
  await client.query(
    `INSERT INTO day_digest (dataset_id, day, digest) SELECT $1, d::date, repeat('0', 32) FROM ${span}, generate_series(s.first, s.last, interval '1 day') AS d ON CONFLICT DO NOTHING`,
    [datasetId],
  );
  await client.query(
    `DELETE FROM day_digest AS d USING ${span} WHERE d.dataset_id = $1 AND d.digest = repeat('0', 32) AND (s.first IS NULL OR d.day NOT BETWEEN s.first AND s.last)`,
    [datasetId],
  );
}

/** SHA-256 over the classification of the assets and the digests of all its days: what a live dataset holds, for the cost of its days. Metrics of the running day are not in it yet. */
export async function liveContentHash(client: PoolClient, datasetId: number): Promise<string> {
  const hash = createHash('sha256');
  const assets = await client.query<{ line: string }>(
    `SELECT concat_ws('|', asset_id, symbol, name, kind, sectors::text, ecosystem, consensus, trim_scale(max_supply), ending, successor) AS line
     FROM dataset_asset WHERE dataset_id = $1 AND first_day IS NOT NULL ORDER BY asset_id COLLATE "C"`,
    [datasetId],
  );
  for (const { line } of assets.rows) hash.update(`${line}\n`);
  const days = await client.query<{ line: string }>(`SELECT d.day || ' ' || d.digest AS line FROM day_digest AS d, (SELECT min(first_day) AS first, max(last_day) AS last FROM dataset_asset WHERE dataset_id = $1) AS s
     WHERE d.dataset_id = $1 AND d.day BETWEEN s.first AND s.last ORDER BY d.day`, [datasetId]);
  for (const { line } of days.rows) hash.update(`\n${line}`);
  return hash.digest('hex');
}
