import 'server-only';
import { pool } from './pool';

/** An index of a dataset as stored, with its newest methodology. */
export interface StoredIndex {
  readonly slug: string;
  readonly name: string;
  readonly tier: string;
  readonly tags: readonly string[];
  readonly position: number;
  readonly version: number;
  readonly status: string;
  /** [{id, weight, target}] */
  readonly holdings: unknown;
  readonly cash: number | null;
  readonly inputHash: string;
}

/** All indices of a dataset in the order of the rulebook. */
export async function listStoredIndices(datasetId: number): Promise<StoredIndex[]> {
  const { rows } = await pool.query<StoredIndex>(
    `SELECT s.slug, m.name, m.tier, m.tags, m.position, s.version, s.status, s.holdings, s.cash, s.input_hash AS "inputHash"
     FROM index_state s JOIN methodology m ON m.slug = s.slug AND m.version = s.version
     WHERE s.dataset_id = $1 ORDER BY m.position, s.slug`,
    [datasetId],
  );
  return rows;
}

export interface StoredLevels {
  readonly slug: string;
  /** Days since 1970-01-01 of the first value; one value a day. */
  readonly firstDay: number;
  readonly values: readonly number[];
}

/** Net levels of every index of a dataset. Index levels have no gaps. */
export async function listStoredLevels(datasetId: number): Promise<StoredLevels[]> {
  const { rows } = await pool.query<StoredLevels>(
    `SELECT slug, (min(day) - DATE '1970-01-01')::integer AS "firstDay", array_agg(net ORDER BY day) AS values
     FROM index_level WHERE dataset_id = $1 GROUP BY slug`,
    [datasetId],
  );
  return rows;
}

/** First sector of each asset that has one. */
export async function listFirstSectors(datasetId: number): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ id: string; sector: string }>(
    'SELECT asset_id AS id, sectors[1] AS sector FROM dataset_asset WHERE dataset_id = $1 AND cardinality(sectors) > 0',
    [datasetId],
  );
  return Object.fromEntries(rows.map(({ id, sector }) => [id, sector]));
}
