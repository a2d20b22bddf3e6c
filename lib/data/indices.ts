import 'server-only';
import type { PoolClient } from 'pg';
import { BinaryRows, copyRows } from './binary-copy-writer';
import { pool } from './pool';

/** A methodology as stored. `definition` is its data, `hash` that of what decides. */
export interface MethodologyRecord {
  readonly slug: string;
  readonly version: number;
  readonly name: string;
  readonly tier: string;
  readonly tags: readonly string[];
  readonly position: number;
  readonly definition: unknown;
  readonly hash: string;
}

/** Stores versions that are not there yet. A stored version is never changed: other rules under the same number are refused. */
export async function saveMethodologies(client: PoolClient, records: readonly MethodologyRecord[]): Promise<void> {
  for (const record of records) {
    const { rows } = await client.query<{ hash: string }>(
      `INSERT INTO methodology (slug, version, name, tier, tags, position, definition, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (slug, version) DO UPDATE SET name = excluded.name, position = excluded.position RETURNING hash`,
      [record.slug, record.version, record.name, record.tier, record.tags, record.position, JSON.stringify(record.definition), record.hash],
    );
    if (rows[0]?.hash !== record.hash) throw new Error(`Methodology ${record.slug} version ${record.version} is stored with other rules: a change needs a new version`);
  }
}

/** Hashes of the inputs that made the stored indices of a dataset, by slug. */
export async function readIndexHashes(datasetId: number): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ slug: string; hash: string }>('SELECT slug, input_hash AS hash FROM index_state WHERE dataset_id = $1', [datasetId]);
  return new Map(rows.map(({ slug, hash }) => [slug, hash]));
}

/** Results by day, with what names a row beside its dataset: written to a staging table first, so that only what differs is changed. */
const BY_DAY = { index_level: 'slug, day', index_event: 'slug, day, kind', regime_day: 'day' } as const;

const prefixed = (columns: string, table: string): string => columns.replace(/(\w+)/g, `${table}.$1`);

/** Opens empty staging tables for levels, events and regimes; they end with the transaction. */
export async function stageIndices(client: PoolClient): Promise<void> {
  for (const table of Object.keys(BY_DAY)) await client.query(`CREATE TEMP TABLE staged_${table} (LIKE ${table}) ON COMMIT DROP`);
}

/** Brings what is stored to what is staged, row by row and byte by byte: what is the same is not touched. Returns how many rows changed. */
export async function storeStaged(client: PoolClient, datasetId: number): Promise<number> {
  let changed = 0;
  for (const [table, key] of Object.entries(BY_DAY)) {
    const same = `(${prefixed(key, 'n')}) = (${prefixed(key, 'o')})`;
    await client.query(`ANALYZE staged_${table}`);
    const gone = await client.query(`DELETE FROM ${table} AS o WHERE dataset_id = $1 AND NOT EXISTS (SELECT 1 FROM staged_${table} AS n WHERE ${same} AND n *= o)`, [datasetId]);
    const made = await client.query(`INSERT INTO ${table} SELECT n.* FROM staged_${table} AS n WHERE NOT EXISTS (SELECT 1 FROM ${table} AS o WHERE o.dataset_id = $1 AND ${same})`, [datasetId]);
    changed += Math.max(gone.rowCount ?? 0, made.rowCount ?? 0);
  }
  return changed;
}

/** Removes the states that an earlier run stored. */
export async function clearStates(client: PoolClient, datasetId: number): Promise<void> {
  await client.query('DELETE FROM index_state WHERE dataset_id = $1', [datasetId]);
}

/** Levels of one index, one per day from `firstDay` (days since 1970-01-01); NaN is NULL. */
export interface LevelRecords {
  readonly slug: string;
  readonly firstDay: number;
  readonly gross: Float64Array;
  readonly net: Float64Array;
  readonly bitcoin: Float64Array;
  readonly marketCap: Float64Array;
  readonly unrebalanced: Float64Array;
}

export async function saveLevels(client: PoolClient, datasetId: number, levels: LevelRecords): Promise<void> {
  const rows = new BinaryRows();
  for (let i = 0; i < levels.net.length; i += 1) {
    rows.row(8).integer(datasetId).text(levels.slug).day(levels.firstDay + i);
    for (const series of [levels.gross, levels.net, levels.bitcoin, levels.marketCap, levels.unrebalanced]) rows.float(series[i] ?? Number.NaN);
  }
  await copyRows(client, 'staged_index_level (dataset_id, slug, day, gross, net, bitcoin, market_cap, unrebalanced)', rows);
}

export interface EventRecord {
  readonly day: string;
  readonly kind: string;
  readonly determinedDay: string;
  readonly reason: string;
  readonly turnover: number;
  readonly costBps: number;
  readonly cash: number;
  readonly notes: readonly string[];
  readonly trades: readonly unknown[];
  /** Hash of what the event was made from. */
  readonly inputHash: string;
}

export async function saveEvents(client: PoolClient, key: { datasetId: number; slug: string; version: number }, events: readonly EventRecord[]): Promise<void> {
  await client.query(
    `INSERT INTO staged_index_event (dataset_id, slug, version, input_hash, day, kind, determined_day, reason, turnover, cost_bps, cash, notes, trades)
     SELECT $1, $2, $3, e."inputHash", e.day, e.kind, e."determinedDay", e.reason, e.turnover, e."costBps", e.cash, ARRAY(SELECT jsonb_array_elements_text(e.notes)), e.trades
     FROM jsonb_to_recordset($4::jsonb) AS e(day date, kind text, "inputHash" text, "determinedDay" date, reason text, turnover float8, "costBps" float8, cash float8, notes jsonb, trades jsonb)`,
    [key.datasetId, key.slug, key.version, JSON.stringify(events)],
  );
}

export interface StateRecord {
  readonly slug: string;
  readonly version: number;
  readonly status: 'live' | 'waiting';
  readonly missing: readonly string[];
  readonly startDay: string | null;
  readonly lastDay: string | null;
  readonly level: number | null;
  readonly change1d: number | null;
  readonly change30d: number | null;
  readonly change365d: number | null;
  readonly sparkline: readonly number[];
  readonly metrics: unknown;
  readonly holdings: unknown;
  readonly cash: number | null;
  readonly notes: readonly string[];
  readonly nextDetermination: string | null;
  readonly inputHash: string;
}

export async function saveState(client: PoolClient, datasetId: number, state: StateRecord): Promise<void> {
  await client.query(
    `INSERT INTO index_state (dataset_id, slug, version, status, missing, start_day, last_day, level, change_1d, change_30d, change_365d, sparkline, metrics, holdings, cash, notes,
       next_determination, input_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [datasetId, state.slug, state.version, state.status, state.missing, state.startDay, state.lastDay, state.level, state.change1d, state.change30d, state.change365d,
      state.sparkline, JSON.stringify(state.metrics), JSON.stringify(state.holdings), state.cash, state.notes, state.nextDetermination, state.inputHash],
  );
}

export interface RegimeRecord {
  readonly day: string;
  readonly regime: string | null;
  readonly detail: Readonly<Record<string, number | null>>;
}

export async function saveRegimes(client: PoolClient, datasetId: number, regimes: readonly RegimeRecord[]): Promise<void> {
  await client.query(
    `INSERT INTO staged_regime_day (dataset_id, day, regime, detail) SELECT $1, r.day, r.regime, r.detail FROM jsonb_to_recordset($2::jsonb) AS r(day date, regime text, detail jsonb)`,
    [datasetId, JSON.stringify(regimes)],
  );
}
