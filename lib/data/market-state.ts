import 'server-only';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { pool } from './pool';

/** The market that pages show, as background work needs it. */
export interface MarketState {
  readonly datasetId: number;
  readonly simulated: boolean;
  /** Fed day by day by sources of the network. */
  readonly live: boolean;
  /** Earliest day that changed since the scores were computed; null where they stand. */
  readonly dirtyFrom: IsoDay | null;
  readonly contentHash: string;
}

const COLUMNS = `id AS "datasetId", simulated, live, dirty_from::text AS "dirtyFrom", content_hash AS "contentHash"`;

/** The active market, or null before the first import. */
export async function loadMarketState(): Promise<MarketState | null> {
  const { rows } = await pool.query<MarketState>(`SELECT ${COLUMNS} FROM dataset WHERE active AND first_day IS NOT NULL`);
  return rows[0] ?? null;
}
