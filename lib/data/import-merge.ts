import 'server-only';
import type { PoolClient } from 'pg';
import { KNOWN_AFTER_DAYS, marketSeriesKnownAfter } from '@/lib/domain/market/known-at';
import { SUSPECT_MOVE } from '@/lib/domain/market/rules';
import type { FactTable } from '@/lib/domain/market/fact-tables';
import { stageTable } from './import-stage';

interface MergePlan {
  readonly target: string;
  readonly key: readonly string[];
  readonly values: readonly string[];
  /** SQL of the moment a staged row became known. */
  readonly knownAt: string;
}

function atStartOf(day: string, later: number | string): string {
  return `((${day} + ${later})::timestamp AT TIME ZONE 'UTC')`;
}

const PLANS: Readonly<Record<FactTable, MergePlan>> = {
  daily: {
    target: 'daily_fact',
    key: ['asset_id', 'day'],
    values: ['close', 'traded_value', 'market_cap', 'circulating_supply', 'open', 'high', 'low'],
    knownAt: atStartOf('day', KNOWN_AFTER_DAYS.daily),
  },
  metrics: { target: 'metric_fact', key: ['asset_id', 'metric', 'day'], values: ['value'], knownAt: atStartOf('day', KNOWN_AFTER_DAYS.metrics) },
  market: {
    target: 'market_fact',
    key: ['metric', 'day'],
    values: ['value'],
    knownAt: atStartOf('day', `(CASE WHEN metric = 'fearGreed' THEN ${marketSeriesKnownAfter('fearGreed')} ELSE ${marketSeriesKnownAfter('')} END)`),
  },
  universe: {
    target: 'universe_row',
    key: ['day', 'rank'],
    values: ['asset_id', 'symbol', 'name', 'market_cap', 'price', 'circulating_supply', 'traded_value'],
    knownAt: atStartOf('known_day', KNOWN_AFTER_DAYS.universe),
  },
};

/**
 * Moves a staged table into its place and returns how many rows were new or changed. Into an empty dataset the rows are plainly
 * inserted; otherwise a row is rewritten only where a value differs, so that the same import changes nothing.
 */
export async function mergeStage(client: PoolClient, datasetId: number, table: FactTable): Promise<number> {
  const plan = PLANS[table];
  const { rows } = await client.query<{ empty: boolean }>(`SELECT NOT EXISTS (SELECT 1 FROM ${plan.target} WHERE dataset_id = $1) AS empty`, [datasetId]);
  const columns = [...plan.key, ...plan.values];
  const stored = [...plan.values, 'known_at'];
  const differs = `(${stored.map((name) => `t.${name}`).join(', ')}) IS DISTINCT FROM (${stored.map((name) => `excluded.${name}`).join(', ')})`;
  const onConflict = `ON CONFLICT (dataset_id, ${plan.key.join(', ')}) DO UPDATE SET ${stored.map((name) => `${name} = excluded.${name}`).join(', ')} WHERE ${differs}`;
  const merged = await client.query(
    `INSERT INTO ${plan.target} AS t (dataset_id, ${columns.join(', ')}, known_at)
     SELECT ${Math.trunc(datasetId)}, ${columns.join(', ')}, ${plan.knownAt} FROM ${stageTable(datasetId, table)} ${rows[0]?.empty ? '' : onConflict}`,
  );
  // Without fresh statistics the passes that follow, and the first computation after the import, would sort what an index has in order.
  if ((merged.rowCount ?? 0) > 0) await client.query(`ANALYZE ${plan.target}`);
  return merged.rowCount ?? 0;
}

/**
 * Measures every step between neighbouring stored closes and flags what goes beyond 3 times; measured here, after refusal, a
 * refused row makes no neighbour suspect. Returns how many rows of this import are suspect; they are listed with their lines.
 */
export async function flagSuspectMoves(client: PoolClient, datasetId: number, file: string): Promise<number> {
  await client.query(
    `CREATE TEMP TABLE step ON COMMIT DROP AS
     SELECT place, asset_id, day, before_day, close / before AS ratio, suspect, coalesce(beyond, false) AS beyond FROM (
       SELECT *, close > before * ${SUSPECT_MOVE} OR before > close * ${SUSPECT_MOVE} AS beyond FROM (
         SELECT ctid AS place, asset_id, day, close, suspect, lag(close) OVER series AS before, lag(day) OVER series AS before_day
         FROM daily_fact WHERE dataset_id = $1 WINDOW series AS (PARTITION BY asset_id ORDER BY day)) AS neighbours) AS judged
     WHERE beyond OR suspect`,
    [datasetId],
  );
  await client.query('UPDATE daily_fact AS f SET suspect = step.beyond FROM step WHERE f.ctid = step.place AND f.suspect <> step.beyond');
  const listed = await client.query(
    `INSERT INTO ${stageTable(datasetId, 'refused')}
     SELECT $1, s.line, s.asset_id, s.day, 'suspect',
       'close moved by more than ${SUSPECT_MOVE}x since the accepted row before (' || step.ratio::real || 'x since ' || step.before_day || '); stored and flagged',
       concat_ws(',', s.asset_id, s.day, s.close, coalesce(s.traded_value::text, ''), coalesce(s.market_cap::text, ''), coalesce(s.circulating_supply::text, ''))
     FROM step JOIN ${stageTable(datasetId, 'daily')} AS s USING (asset_id, day) WHERE step.beyond`,
    [file],
  );
  return listed.rowCount ?? 0;
}

/** Replaces the dataset's quarantine by what this import refused; a row that stands there already keeps its id. */
export async function mergeQuarantine(client: PoolClient, datasetId: number): Promise<void> {
  const staged = stageTable(datasetId, 'refused');
  await client.query(
    `DELETE FROM quarantine_row AS q WHERE q.dataset_id = $1
     AND NOT EXISTS (SELECT 1 FROM ${staged} AS s WHERE s.file = q.file AND s.line = q.line AND s.severity = q.severity)`,
    [datasetId],
  );
  await client.query(
    `INSERT INTO quarantine_row AS q (dataset_id, file, line, asset_id, day, severity, reason, raw)
     SELECT $1, file, line, asset_id, day, severity, reason, raw FROM ${staged} ORDER BY file, line, severity
     ON CONFLICT (dataset_id, file, line, severity) DO UPDATE
     SET asset_id = excluded.asset_id, day = excluded.day, reason = excluded.reason, raw = excluded.raw
     WHERE (q.reason, q.raw) IS DISTINCT FROM (excluded.reason, excluded.raw)`,
    [datasetId],
  );
}
