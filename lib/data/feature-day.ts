import 'server-only';
import { invariant } from '@/lib/domain/foundation/invariant';
import { pool } from './pool';

/** One feature of one asset on a day: its value and its grade among the ranked; null is n/a. */
export interface FeaturePoint {
  readonly assetId: string;
  readonly value: number | null;
  readonly grade: number | null;
}

const orNull = (value: number | null | undefined): number | null => (value === null || value === undefined || Number.isNaN(value) ? null : value);

/**
 * Some features of every asset on a stored day, in the order of `places` (positions in the stored feature set, from 0); one indexed query. Assets
 * without a row are left out.
 */
export async function readFeatureDay(datasetId: number, day: string, places: readonly number[]): Promise<FeaturePoint[][]> {
  invariant(places.every((place) => Number.isInteger(place) && place >= 0), 'places are whole numbers');
  const picked = places.flatMap((place) => [`values[${place + 1}]`, `grades[${place + 1}]`]).join(', ');
  if (picked === '') return [];
  const { rows } = await pool.query<[string, ...(number | null)[]]>({ text: `SELECT asset_id, ${picked} FROM feature_row WHERE dataset_id = $1 AND day = $2`, values: [datasetId, day], rowMode: 'array' });
  return places.map((_, i) => rows.map(([assetId, ...numbers]) => ({ assetId, value: orNull(numbers[2 * i]), grade: orNull(numbers[2 * i + 1]) })));
}
