import 'server-only';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { parseIsoDay } from '@/lib/domain/foundation/iso-day';
import type { FactTable } from '@/lib/domain/market/fact-tables';

/** The one connection that an import runs on. */
export type ImportClient = PoolClient;

/** Staging tables live in a schema of their own: unlogged, so cheap, and still there after an interrupted import. */
const SCHEMA = 'import_stage';

const COLUMNS: Readonly<Record<FactTable | 'refused', string>> = {
  daily: 'asset_id text, day date, close numeric, traded_value numeric, market_cap numeric, circulating_supply numeric, open numeric, high numeric, low numeric, line integer',
  metrics: 'asset_id text, day date, metric text, value numeric, line integer',
  market: 'day date, metric text, value numeric, line integer',
  universe: 'day date, rank integer, asset_id text, symbol text, name text, market_cap numeric, price numeric, circulating_supply numeric, traded_value numeric, known_day date, line integer',
  refused: 'file text, line integer, asset_id text, day date, severity text, reason text, raw text',
};

/** Name of a dataset's staging table. The id is ours and a number, so the name needs no quoting. */
export function stageTable(datasetId: number, table: FactTable | 'refused'): string {
  return `${SCHEMA}.${table}_${Math.trunc(datasetId)}`;
}

export async function emptyStage(client: ImportClient, datasetId: number, table: FactTable | 'refused'): Promise<void> {
  const name = stageTable(datasetId, table);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}; DROP TABLE IF EXISTS ${name}; CREATE UNLOGGED TABLE ${name} (${COLUMNS[table]})`);
}

export async function dropStage(client: ImportClient, datasetId: number): Promise<void> {
  const names = (Object.keys(COLUMNS) as (FactTable | 'refused')[]).map((table) => stageTable(datasetId, table));
  await client.query(`DROP TABLE IF EXISTS ${names.join(', ')}`);
}

/** Rows staged, or −1 where there is no such table (an unlogged table is empty after a crash of the server). */
export async function countStaged(client: ImportClient, datasetId: number, table: FactTable | 'refused'): Promise<number> {
  const name = stageTable(datasetId, table);
  const { rows } = await client.query<{ present: boolean }>('SELECT to_regclass($1) IS NOT NULL AS present', [name]);
  if (!rows[0]?.present) return -1;
  const counted = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${name}`);
  return Number(counted.rows[0]?.count);
}

/** Streams CSV lines into a staging table; waits whenever the server is behind. */
export async function copyIntoStage(client: ImportClient, datasetId: number, table: FactTable, chunks: AsyncIterable<string>): Promise<void> {
  const stream: Writable = client.query(copyFrom(`COPY ${stageTable(datasetId, table)} FROM STDIN (FORMAT csv${table === 'universe' ? ', FORCE_NOT_NULL (symbol, name)' : ''})`));
  const done = finished(stream);
  // An error of the server ends the loop through write's drain or, at the latest, through `done`.
  done.catch(() => undefined);
  try {
    for await (const chunk of chunks) {
      if (stream.destroyed) break;
      if (!stream.write(chunk)) await Promise.race([new Promise<void>((resolve) => stream.once('drain', resolve)), done]);
    }
    stream.end();
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  await done;
}

export interface StagedRefusal {
  readonly file: string;
  readonly line: number;
  readonly assetId: string | null;
  readonly day: string | null;
  readonly severity: string;
  readonly reason: string;
  readonly raw: string;
}

/** NUL cannot be stored in text, and a day that is none cannot be stored as a day. */
function storable(row: StagedRefusal): StagedRefusal {
  const day = row.day === null ? null : parseIsoDay(row.day);
  const clean = (text: string): string => text.replaceAll('\u0000', '\uFFFD');
  return { ...row, day, assetId: row.assetId === null ? null : clean(row.assetId).slice(0, 200), raw: clean(row.raw) };
}

/** Forgets what an interrupted attempt refused of one file. */
export async function clearRefused(client: ImportClient, datasetId: number, file: string): Promise<void> {
  await client.query(`DELETE FROM ${stageTable(datasetId, 'refused')} WHERE file = $1`, [file]);
}

export async function stageRefused(client: ImportClient, datasetId: number, rows: readonly StagedRefusal[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO ${stageTable(datasetId, 'refused')}
     SELECT file, line, "assetId", day, severity, reason, raw
     FROM json_to_recordset($1::json) AS r(file text, line integer, "assetId" text, day date, severity text, reason text, raw text)`,
    [JSON.stringify(rows.map(storable))],
  );
}
