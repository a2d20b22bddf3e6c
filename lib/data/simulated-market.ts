import 'server-only';
import type { PoolClient } from 'pg';
import { pool } from './pool';

/** Tables whose rows belong to a dataset and do not go with its own row, as the schema has them now. */
const OF_DATASETS = `
  SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = 'public' AND c.column_name = 'dataset_id' AND t.table_type = 'BASE TABLE' AND c.table_name <> ALL ($1) ORDER BY 1`;

/** Personal tables that only note which market they were made on: they stay. */
const PERSONAL = ['plan', 'suggestion'];

async function dropDatasets(client: PoolClient, ids: readonly number[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(OF_DATASETS, [PERSONAL]);
  for (const { name } of rows) await client.query(`DELETE FROM "${name}" WHERE dataset_id = ANY ($1)`, [ids]);
  // Trades that were suggested at simulated prices can no longer be accepted.
  await client.query(`UPDATE suggestion SET state = 'expired' WHERE state = 'open' AND dataset_id = ANY ($1)`, [ids]);
  // What was bought at simulated prices stays in the ledger with its mark, and is no position any more.
  await client.query('DELETE FROM lot WHERE transaction_id IN (SELECT id FROM "transaction" WHERE simulated)');
  // What was noticed of simulated prices is no news of the real market.
  await client.query('UPDATE alert SET seen_at = now() WHERE seen_at IS NULL');
  await client.query('DELETE FROM dataset WHERE id = ANY ($1)', [ids]);
  // Assets are shared by all datasets: those that none has any more go, unless somebody's ledger names them.
  await client.query(
    `DELETE FROM asset a WHERE NOT EXISTS (SELECT 1 FROM dataset_asset d WHERE d.asset_id = a.id) AND NOT EXISTS (SELECT 1 FROM "transaction" t WHERE a.id IN (t.asset_id, t.to_asset_id))`,
  );
}

/**
 * Drops the simulated market and nothing else, in one transaction: what a reader sees is all of it or none. False where there is none.
 */
export async function dropSimulatedMarket(): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: number }>('SELECT id FROM dataset WHERE simulated ORDER BY id FOR UPDATE');
    if (rows.length > 0) await dropDatasets(client, rows.map(({ id }) => id));
    await client.query(`DELETE FROM job_state WHERE name IN ('import', 'scores', 'forecast', 'indices') AND $1`, [rows.length > 0]);
    await client.query('COMMIT');
    client.release();
    return rows.length > 0;
  } catch (error) {
    // Closing the connection also ends the transaction.
    client.release(true);
    throw error;
  }
}
