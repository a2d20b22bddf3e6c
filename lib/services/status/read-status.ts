import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { importHistory, type ImportHistory } from '@/lib/data/import-history';
import { loadJobs, type JobRow } from '@/lib/data/job-state';
import { countQuarantine, type QuarantineSeverity } from '@/lib/data/quarantine';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import { VERSION } from './version';

/** Days after which closes count as old: no value is carried forward longer (Rule 1.5). */
const STALE_AFTER_DAYS = 3;
const DAY_MS = 86_400_000;

/** The background work of every installation, in its order. */
const JOBS = ['import', 'scores', 'indices'];

export interface JobStatus {
  readonly name: string;
  readonly state: JobRow['state'];
  /** 0 to 1, or null where there is no measure. */
  readonly progress: number | null;
  readonly detail: string | null;
  readonly lastRun: string | null;
  readonly nextRun: string | null;
  readonly error: string | null;
}

export interface SourceStatus {
  readonly name: string;
  readonly state: 'ok' | 'failed';
  readonly lastSuccess: string | null;
  readonly quotaLeft: number | null;
  readonly error: string | null;
}

export interface Status {
  readonly status: 'ok' | 'starting' | 'computing' | 'degraded';
  readonly version: string;
  readonly dataset: (DatasetSummary & { readonly ageDays: number }) | null;
  readonly sources: SourceStatus[];
  readonly jobs: JobStatus[];
  /** Rows refused; `quarantine` counts the other sorts too. */
  readonly quarantined: number;
  readonly quarantine: Record<QuarantineSeverity, number>;
  readonly stale: boolean;
}

const ageOf = (lastDay: DatasetSummary['lastDay'], now: Date): number => Math.max(0, Math.floor(now.getTime() / DAY_MS) - dayNumber(lastDay));

function jobStatus(name: string, row: JobRow | undefined): JobStatus {
  if (!row) return { name, state: 'waiting', progress: null, detail: null, lastRun: null, nextRun: null, error: null };
  const { state, progress, detail, lastRun, nextRun, error } = row;
  return { name, state, progress, detail, lastRun: lastRun?.toISOString() ?? null, nextRun: nextRun?.toISOString() ?? null, error };
}

function sourceStatus({ simulated }: DatasetSummary, { lastSuccess, error }: ImportHistory): SourceStatus {
  return { name: simulated ? 'simulated sample' : 'market folder', state: error ? 'failed' : 'ok', lastSuccess: lastSuccess?.toISOString() ?? null, quotaLeft: null, error };
}

function overall(dataset: DatasetSummary | null, jobs: readonly JobStatus[]): Status['status'] {
  if (jobs.some(({ state }) => state === 'failed')) return 'degraded';
  if (!dataset) return 'starting';
  return jobs.every(({ state }) => state === 'done' || state === 'off') ? 'ok' : 'computing';
}

/** What is loaded, how old it is, what still runs, and what was refused. */
export async function readStatus(clock: Clock = systemClock): Promise<Status> {
  const [dataset, rows] = await Promise.all([activeDataset(), loadJobs()]);
  const [quarantine, history] = await Promise.all([
    dataset ? countQuarantine(dataset.id) : { reject: 0, unordered: 0, suspect: 0 },
    dataset ? importHistory(dataset.id) : null,
  ]);
  const jobs = JOBS.map((name) => jobStatus(name, rows.find((row) => row.name === name)));
  const ageDays = dataset ? ageOf(dataset.lastDay, clock.now()) : 0;
  return {
    status: overall(dataset, jobs),
    version: VERSION,
    dataset: dataset && { ...dataset, ageDays },
    sources: dataset && history ? [sourceStatus(dataset, history)] : [],
    jobs,
    quarantined: quarantine.reject,
    quarantine,
    stale: dataset !== null && !dataset.simulated && ageDays > STALE_AFTER_DAYS,
  };
}
