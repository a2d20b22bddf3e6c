import 'server-only';
import { pool } from './pool';

export interface SaidRecord {
  readonly id: string;
  readonly title: string;
  readonly link: string | null;
  readonly source: string;
  readonly kind: 'news' | 'post';
  readonly publishedAt: Date;
  readonly language: string;
  /** What the text says of this asset, −1 to 1; null where its language was not read. */
  readonly polarity: number | null;
  readonly method: string;
  readonly narratives: string[];
  readonly copy: number;
  readonly originalSource: string | null;
  readonly weight: number;
  /** How many texts of the week after it copy it, where it is an original. */
  readonly copies: number;
}

/** The newest texts that name an asset, the newest first. */
export async function newestTexts(datasetId: number, assetId: string, most: number): Promise<SaidRecord[]> {
  const { rows } = await pool.query<SaidRecord>(
    `SELECT i.id, i.title, i.link, i.source, i.kind, m.published_at AS "publishedAt", i.language, m.polarity, i.method, i.narratives, i.copy, o.source AS "originalSource", i.weight * m.weight AS weight,
       CASE WHEN i.copy > 0 THEN 0 ELSE (SELECT count(*) FROM text_item AS c WHERE c.dataset_id = $1 AND c.day BETWEEN i.day - 1 AND i.day + 7 AND c.original = i.id)::integer END AS copies
     FROM (SELECT * FROM text_mention WHERE dataset_id = $1 AND asset_id = $2 ORDER BY published_at DESC, item_id LIMIT $3) AS m
     JOIN text_item AS i ON i.dataset_id = $1 AND i.id = m.item_id LEFT JOIN text_item AS o ON o.dataset_id = $1 AND o.id = i.original ORDER BY m.published_at DESC, m.item_id`,
    [datasetId, assetId, most],
  );
  return rows;
}
