import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { loadJobs, type JobRow } from '@/lib/data/job-state';
import { countQuarantine, importHistory, type QuarantineCount } from '@/lib/data/quarantine';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import { VERSION } from './version';

/** Days after which closes count as old: no value is carried forward longer (Rule 1.5). */
export const STALE_AFTER_DAYS = 3;
const DAY_MS = 86_400_000;

/** The background work of every installation, in its order, with what it does. */
export const JOB_TITLES: Readonly<Record<string, string>> = { import: 'Load the market', scores: 'Compute features and grades', indices: 'Compute indices and levels' };

export interface JobStatus {
  readonly name: string;
  readonly state: JobRow['state'];
  readonly progress: number | null;
  readonly detail: string | null;
  readonly lastRun: string | null;
  readonly nextRun: string | null;
  readonly error: string | null;
}

export interface Status {
  readonly status: 'ok' | 'starting' | 'computing' | 'degraded';
  readonly version: string;
  readonly dataset: (Pick<DatasetSummary, 'name' | 'simulated' | 'firstDay' | 'lastDay' | 'assets' | 'description' | 'source' | 'licence' | 'attribution'> & { readonly ageDays: number }) | null;
  readonly sources: { readonly name: string; readonly state: string; readonly lastSuccess: string | null; readonly quotaLeft: number | null; readonly error: string | null }[];
  readonly jobs: JobStatus[];
  /** Rows refused; `quarantine` counts the other sorts too. */
  readonly quarantined: number;
  readonly quarantine: QuarantineCount[];
  readonly stale: boolean;
}

const ageOf = (lastDay: DatasetSummary['lastDay'], now: Date): number => Math.max(0, Math.floor(now.getTime() / DAY_MS) - dayNumber(lastDay));

function jobStatus(name: string, row: JobRow | undefined): JobStatus {
  if (!row) return { name, state: 'waiting', progress: null, detail: null, lastRun: null, nextRun: null, error: null };
  const { state, progress, detail, lastRun, nextRun, error } = row;
  return { name, state, progress, detail, lastRun: lastRun?.toISOString() ?? null, nextRun: nextRun?.toISOString() ?? null, error };
}

function overall(dataset: DatasetSummary | null, jobs: readonly JobStatus[]): Status['status'] {
  if (jobs.some(({ state }) => state === 'failed')) return 'degraded';
  if (!dataset) return 'starting';
  return jobs.every(({ state }) => state === 'done') ? 'ok' : 'computing';
}

/** What is loaded, how old it is, what still runs, and what was refused. */
export async function readStatus(clock: Clock = systemClock): Promise<Status> {
  const [dataset, rows] = await Promise.all([activeDataset(), loadJobs()]);
  const [quarantine, history] = dataset ? await Promise.all([countQuarantine(dataset.id), importHistory(dataset.id)]) : [[], null];
  const jobs = Object.keys(JOB_TITLES).map((name) => jobStatus(name, rows.find((row) => row.name === name)));
  const ageDays = dataset ? ageOf(dataset.lastDay, clock.now()) : 0;
  return {
    status: overall(dataset, jobs),
    version: VERSION,
    dataset: dataset && { ...pick(dataset), ageDays },
    sources: dataset
      ? [{ name: dataset.simulated ? 'simulated sample' : 'market folder', state: history?.error ? 'failed' : 'ok', lastSuccess: history?.lastSuccess?.toISOString() ?? null, quotaLeft: null, error: history?.error ?? null }]
      : [],
    jobs,
    quarantined: quarantine.find(({ severity }) => severity === 'reject')?.rows ?? 0,
    quarantine,
    stale: dataset !== null && !dataset.simulated && ageDays > STALE_AFTER_DAYS,
  };
}

function pick({ name, simulated, firstDay, lastDay, assets, description, source, licence, attribution }: DatasetSummary) {
  return { name, simulated, firstDay, lastDay, assets, description, source, licence, attribution };
}
