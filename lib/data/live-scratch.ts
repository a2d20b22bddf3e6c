import 'server-only';
import type { PoolClient } from 'pg';

/** What a merge works with, by table: what changed, what of it is withheld, what was chosen, and what disputes that. */
const SCRATCH: Readonly<Record<string, string>> = {
  taken: 'asset_id text, from_day date, to_day date, digest text',
  merge_range: 'asset_id text, lo date, hi date, judged_from date, judged_to date',
  merge_again: 'asset_id text',
  decided: 'asset_id text, day date, source text, fault text, reason text',
  merge_pair: 'asset_id text, day date',
  digest_part: 'day date, h1 bigint, h2 bigint',
  source_rank: 'fact text, source text, rank integer',
  merged: 'asset_id text, day date, close numeric, traded_value numeric, market_cap numeric, circulating_supply numeric, open numeric, high numeric, low numeric, sources bigint',
  disputed: 'asset_id text, day date, fact text, other_source text, chosen_source text, chosen_value numeric, other_value numeric, difference float8',
};

const TABLES = Object.keys(SCRATCH);
const MAKE = Object.entries(SCRATCH).map(([table, columns]) => `CREATE TEMP TABLE IF NOT EXISTS ${table} (${columns})`).join('; ');
const TRUNCATE = `TRUNCATE ${TABLES.join(', ')}`;
const DELETE = TABLES.map((table) => `DELETE FROM ${table}`).join('; ');
/** Beyond this the tables give their room back; below, that would take longer than looking past what was deleted. */
const ROOM = 512 * 1024;

async function look(client: PoolClient): Promise<{ made: boolean; large: boolean }> {
  const { rows } = await client.query<{ made: boolean; large: boolean }>(
    `SELECT count(*) = $2 AS made, coalesce(sum(pg_relation_size(oid)), 0) > $3 AS large FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relname = ANY($1)`,
    [TABLES, TABLES.length, ROOM],
  );
  return rows[0] ?? { made: false, large: false };
}

/**
 * Has the connection hold the tables of a merge, all empty. It keeps them for its next one: making and dropping nine tables took longer than all
 * the rest of merging a day.
 */
export async function openScratch(client: PoolClient): Promise<void> {
  const { made, large } = await look(client);
  await client.query(made ? (large ? TRUNCATE : DELETE) : MAKE);
}

/** At the end of a merge: what a large one needed is not kept until the next. */
export async function closeScratch(client: PoolClient): Promise<void> {
  if ((await look(client)).large) await client.query(TRUNCATE);
}
