import 'server-only';
import type { PoolClient } from 'pg';

/** A text as it was judged; moments in full, day in UTC. */
export interface TextItemRow {
  readonly id: string;
  readonly kind: 'news' | 'post';
  readonly source: string;
  readonly title: string;
  readonly link: string | null;
  readonly publishedAt: Date;
  readonly seenAt: Date;
  readonly day: string;
  readonly language: string;
  readonly polarity: number | null;
  readonly method: string;
  readonly narratives: readonly string[];
  readonly sketch: Uint8Array | null;
  readonly original: string | null;
  readonly copy: number;
  readonly weight: number;
  readonly mentions: readonly { readonly assetId: string; readonly polarity: number | null; readonly weight: number }[];
}

/** Rows of one statement. */
const CHUNK = 2_000;

const hex = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString('hex'));

/** Writes judged texts and what they name; one that is there already stands as it was judged first. */
export async function saveTextItems(client: PoolClient, datasetId: number, items: readonly TextItemRow[]): Promise<void> {
  for (let from = 0; from < items.length; from += CHUNK) {
    const some = items.slice(from, from + CHUNK);
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO text_item (dataset_id, id, kind, source, title, link, published_at, seen_at, day, language, polarity, method, narratives, sketch, original, copy, weight)
       SELECT $1, id, kind, source, title, link, "publishedAt", "seenAt", day, language, polarity, method, narratives, decode(sketch, 'hex'), original, copy, weight
       FROM json_to_recordset($2::json) AS r(id text, kind text, source text, title text, link text, "publishedAt" timestamptz, "seenAt" timestamptz, day date, language text, polarity float8, method text,
         narratives text[], sketch text, original text, copy integer, weight float8)
       ON CONFLICT DO NOTHING RETURNING id`,
      [datasetId, JSON.stringify(some.map(({ mentions: _, ...item }) => ({ ...item, sketch: hex(item.sketch) })))],
    );
    const added = new Set(rows.map(({ id }) => id));
    const mentions = some.filter(({ id }) => added.has(id)).flatMap(({ id, publishedAt, mentions: all }) => all.map((one) => ({ ...one, itemId: id, publishedAt })));
    await client.query(
      `INSERT INTO text_mention (dataset_id, asset_id, item_id, published_at, polarity, weight)
       SELECT $1, "assetId", "itemId", "publishedAt", polarity, weight FROM json_to_recordset($2::json) AS r("assetId" text, "itemId" text, "publishedAt" timestamptz, polarity float8, weight float8) ON CONFLICT DO NOTHING`,
      [datasetId, JSON.stringify(mentions)],
    );
  }
}

export interface UnjudgedHeadline {
  readonly id: string;
  readonly feed: string;
  readonly title: string;
  readonly link: string;
  readonly publishedAt: Date;
  readonly seenAt: Date;
}

/** Headlines of feeds that nobody has judged for a dataset yet, in the order in which they were seen. */
export async function unjudgedHeadlines(client: PoolClient, datasetId: number, most: number): Promise<UnjudgedHeadline[]> {
  const { rows } = await client.query<UnjudgedHeadline>(
    `SELECT n.id, n.feed, n.title, n.link, n.published_at AS "publishedAt", n.seen_at AS "seenAt" FROM news_item AS n
     WHERE NOT EXISTS (SELECT 1 FROM text_item AS t WHERE t.dataset_id = $1 AND t.id = n.id) ORDER BY n.seen_at, n.published_at, n.id COLLATE "C" LIMIT $2`,
    [datasetId, most],
  );
  return rows;
}

export interface MarkedText {
  readonly id: string;
  readonly kind: 'news' | 'post';
  readonly publishedAt: Date;
  readonly sketch: Uint8Array | null;
  readonly original: string | null;
  readonly copy: number;
}

/** Texts published since a moment with their marks as copies, in the order in which they were seen. */
export async function markedTexts(client: PoolClient, datasetId: number, since: Date): Promise<MarkedText[]> {
  const { rows } = await client.query<MarkedText>(
    `SELECT id, kind, published_at AS "publishedAt", sketch, original, copy FROM text_item
     WHERE dataset_id = $1 AND day >= ($2::timestamptz AT TIME ZONE 'UTC')::date AND published_at >= $2 ORDER BY seen_at, published_at, id COLLATE "C"`,
    [datasetId, since],
  );
  return rows;
}

export interface SaidRow {
  readonly assetId: string;
  readonly kind: 'news' | 'post';
  readonly day: string;
  readonly publishedDay: string;
  readonly polarity: number | null;
  readonly weight: number;
  readonly copy: boolean;
}

/** What was said of every asset on the days of a span, both ends included. */
export async function saidBetween(client: PoolClient, datasetId: number, from: string, to: string): Promise<SaidRow[]> {
  const { rows } = await client.query<SaidRow>(
    `SELECT m.asset_id AS "assetId", i.kind, i.day::text, (i.published_at AT TIME ZONE 'UTC')::date::text AS "publishedDay",
       m.polarity, i.weight * m.weight AS weight, i.copy > 0 AS copy
     FROM text_item AS i JOIN text_mention AS m ON m.dataset_id = i.dataset_id AND m.item_id = i.id WHERE i.dataset_id = $1 AND i.day BETWEEN $2 AND $3 ORDER BY i.day, i.id COLLATE "C", m.asset_id COLLATE "C"`,
    [datasetId, from, to],
  );
  return rows;
}

/** Days of a span on which texts of a kind were read at all, whatever they name; as `kind day`. */
export async function daysRead(client: PoolClient, datasetId: number, from: string, to: string): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>(`SELECT DISTINCT kind || ' ' || day AS key FROM text_item WHERE dataset_id = $1 AND day BETWEEN $2 AND $3`, [datasetId, from, to]);
  return new Set(rows.map(({ key }) => key));
}
