import 'server-only';
import type { ClientBase } from 'pg';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { pool } from './pool';

export type TaskKind = 'history' | 'onChain' | 'developer' | 'liquidity';
export type TaskState = 'waiting' | 'done' | 'given-up';

/** One piece of history to fetch: what names it, and the days it is about. */
export interface BackfillTask {
  readonly datasetId: number;
  readonly source: string;
  readonly kind: TaskKind;
  readonly assetId: string;
  readonly priority: number;
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly attempts: number;
}

export type TaskKey = Pick<BackfillTask, 'datasetId' | 'source' | 'kind' | 'assetId'>;

const KEY = 'dataset_id = $1 AND source = $2 AND kind = $3 AND asset_id = $4';
const keyOf = ({ datasetId, source, kind, assetId }: TaskKey): unknown[] => [datasetId, source, kind, assetId];
const COLUMNS = `dataset_id AS "datasetId", source, kind, asset_id AS "assetId", priority, from_day::text AS "from", to_day::text AS "to", attempts`;

/**
 * Adds tasks. One that waits takes the wider span and the more urgent priority; one that is done, or was given up, waits again only where
 * days are asked for that it did not cover.
 */
export async function addTasks(tasks: readonly Omit<BackfillTask, 'attempts'>[]): Promise<number> {
  const { rowCount } = await pool.query(
    `INSERT INTO backfill_task (dataset_id, source, kind, asset_id, priority, from_day, to_day)
     SELECT * FROM json_to_recordset($1) AS t ("datasetId" integer, source text, kind text, "assetId" text, priority integer, "from" date, "to" date)
     ORDER BY 1, 2, 3, 4
     ON CONFLICT (dataset_id, source, kind, asset_id) DO UPDATE SET
       priority = least(backfill_task.priority, excluded.priority),
       from_day = CASE WHEN backfill_task.state = 'waiting' THEN least(backfill_task.from_day, excluded.from_day) ELSE excluded.from_day END,
       to_day = CASE WHEN backfill_task.state = 'waiting' THEN greatest(backfill_task.to_day, excluded.to_day) ELSE excluded.to_day END,
       state = 'waiting', attempts = 0, not_before = now(), error = NULL, error_kind = NULL
     WHERE excluded.from_day < backfill_task.from_day OR excluded.to_day > backfill_task.to_day`,
    [JSON.stringify(tasks)],
  );
  return rowCount ?? 0;
}

/** Moves what still waits to the importance that it has now. */
export async function prioritise(datasetId: number, kind: TaskKind, priorities: ReadonlyMap<string, number>): Promise<void> {
  await pool.query(
    `UPDATE backfill_task t SET priority = p.priority FROM unnest($3::text[], $4::integer[]) AS p (asset_id, priority)
     WHERE t.dataset_id = $1 AND t.kind = $2 AND t.asset_id = p.asset_id AND t.state = 'waiting' AND t.priority <> p.priority`,
    [datasetId, kind, [...priorities.keys()], [...priorities.values()]],
  );
}

/** Tasks of one source whose time has come, the most urgent first. */
export async function dueTasks(datasetId: number, source: string, limit: number): Promise<BackfillTask[]> {
  const { rows } = await pool.query<BackfillTask>(
    `SELECT ${COLUMNS} FROM backfill_task WHERE dataset_id = $1 AND source = $2 AND state = 'waiting' AND not_before <= now() ORDER BY priority, kind, asset_id LIMIT $3`,
    [datasetId, source, limit],
  );
  return rows;
}

/** The task as it stands now, where it still waits. Asked once it is held: another worker may have done it before. */
export async function findWaiting(key: TaskKey): Promise<BackfillTask | null> {
  const { rows } = await pool.query<BackfillTask>(`SELECT ${COLUMNS} FROM backfill_task WHERE ${KEY} AND state = 'waiting' AND not_before <= now()`, keyOf(key));
  return rows[0] ?? null;
}

/** Somebody else did the task while its hold was lost, e.g. because the database was restarted. */
export class TaskGone extends Error {
  override readonly name = 'TaskGone';
}

/** Written in the transaction that stores the rows; throws, so that nothing of it stays, where the task no longer waits. */
export async function markDone(client: ClientBase, key: TaskKey, rows: number): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE backfill_task SET state = 'done', rows = rows + $5, done_at = now(), error = NULL, error_kind = NULL WHERE ${KEY} AND state = 'waiting'`,
    [...keyOf(key), rows],
  );
  if (rowCount !== 1) throw new TaskGone(`${key.kind} of ${key.assetId} from ${key.source} was done by somebody else`);
}

export interface TaskFailure {
  readonly kind: string;
  readonly message: string;
  /** Not before this moment; null gives up. */
  readonly again: Date | null;
}

export async function markFailed(key: TaskKey, { kind, message, again }: TaskFailure): Promise<void> {
  await pool.query(
    `UPDATE backfill_task SET attempts = attempts + 1, error_kind = $5, error = $6, not_before = COALESCE($7, not_before),
       state = CASE WHEN $7::timestamptz IS NULL THEN 'given-up' ELSE 'waiting' END WHERE ${KEY}`,
    [...keyOf(key), kind, message.slice(0, 500), again],
  );
}

/** Whether a task's time has come. */
export async function hasDueTasks(datasetId: number): Promise<boolean> {
  const { rowCount } = await pool.query(`SELECT 1 FROM backfill_task WHERE dataset_id = $1 AND state = 'waiting' AND not_before <= now() LIMIT 1`, [datasetId]);
  return (rowCount ?? 0) > 0;
}

/** Whether history is still to come. */
export async function hasOpenTasks(datasetId: number): Promise<boolean> {
  const { rowCount } = await pool.query(`SELECT 1 FROM backfill_task WHERE dataset_id = $1 AND state = 'waiting' AND not_before < now() + interval '10 minutes' LIMIT 1`, [datasetId]);
  return (rowCount ?? 0) > 0;
}

export interface TaskCounts {
  readonly waiting: number;
  readonly done: number;
  readonly givenUp: number;
  /** Done within the window, and when the first of those was. */
  readonly recent: number;
  readonly since: Date | null;
  /** Rows stored in all. */
  readonly rows: number;
}

/** How far the backfill is, and how fast it went within the last minutes. */
export async function countTasks(datasetId: number, windowMinutes: number): Promise<TaskCounts> {
  const { rows } = await pool.query<TaskCounts>(
    `SELECT count(*) FILTER (WHERE state = 'waiting')::integer AS waiting, count(*) FILTER (WHERE state = 'done')::integer AS done,
       count(*) FILTER (WHERE state = 'given-up')::integer AS "givenUp", COALESCE(sum(rows), 0)::integer AS rows,
       count(*) FILTER (WHERE done_at > now() - make_interval(mins => $2))::integer AS recent,
       min(done_at) FILTER (WHERE done_at > now() - make_interval(mins => $2)) AS since
     FROM backfill_task WHERE dataset_id = $1`,
    [datasetId, windowMinutes],
  );
  return rows[0] ?? { waiting: 0, done: 0, givenUp: 0, recent: 0, since: null, rows: 0 };
}
