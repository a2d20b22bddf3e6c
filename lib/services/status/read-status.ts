import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import { activeDataset, listDatasets, type DatasetSummary } from '@/lib/data/dataset';
import { importHistory, type ImportHistory } from '@/lib/data/import-history';
import { loadJobs, type JobRow } from '@/lib/data/job-state';
import { countQuarantine, type QuarantineSeverity } from '@/lib/data/quarantine';
import { countSourceRecords } from '@/lib/data/source-records';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import { mayAdvise, type Freshness } from '@/lib/domain/market/freshness';
import { readSources, type SourceHealth } from '@/lib/services/live/read-sources';
import { freshnessOfMarket } from '@/lib/services/market/read-freshness';
import { readMode, type Mode } from './read-mode';
import { VERSION } from './version';

/** Days after which the closes of a folder count as old: no value is carried forward longer (Rule 1.5). */
const STALE_AFTER_DAYS = 3;
const DAY_MS = 86_400_000;

/** The chain that every installation runs, in its order. */
const CHAIN = ['import', 'scores', 'indices'];
/** All background work, in the order in which people ask for it. */
const ORDER = [...CHAIN, 'forecast', 'alerts', 'backfill', 'closes', 'quotes', 'universe', 'liquidity', 'on-chain', 'developer', 'news', 'yields', 'merge', 'switch', 'probe'];

export interface JobStatus extends Pick<JobRow, 'name' | 'state' | 'progress' | 'detail' | 'error' | 'durationMs'> {
  readonly lastRun: string | null;
  readonly nextRun: string | null;
}

export interface SourceStatus {
  readonly name: string;
  readonly state: SourceHealth['state'] | 'failed';
  readonly lastSuccess: string | null;
  readonly quotaLeft: number | null;
  readonly error: string | null;
  readonly errorKind: string | null;
  readonly lastAttempt: string | null;
  readonly monthLeft: number | null;
  readonly breaker: SourceHealth['breaker'] | null;
  /** When it is asked again, where it rests or asked to wait. */
  readonly retryAt: string | null;
}

export type AgedDataset = DatasetSummary & { readonly ageDays: number; readonly ageHours: number };

export interface Status {
  readonly status: 'ok' | 'starting' | 'computing' | 'degraded';
  readonly version: string;
  readonly mode: Mode;
  readonly modeWords: string;
  readonly dataset: AgedDataset | null;
  readonly datasets: readonly { readonly name: string; readonly simulated: boolean; readonly live: boolean; readonly active: boolean; readonly lastDay: string; readonly ageDays: number }[];
  readonly freshness: Freshness | null;
  readonly sources: SourceStatus[];
  readonly jobs: JobStatus[];
  /** Rows refused; `quarantine` counts the other sorts too. */
  readonly quarantined: number;
  readonly quarantine: Record<QuarantineSeverity, number>;
  readonly conflicts: number;
  /** Days of a source that stay out of the market until something confirms them. */
  readonly withheld: number;
  readonly refused: number;
  readonly stale: boolean;
}

const text = (moment: Date | null): string | null => moment?.toISOString() ?? null;
const ageOf = (lastDay: DatasetSummary['lastDay'], now: Date): number => Math.max(0, Math.floor(now.getTime() / DAY_MS) - dayNumber(lastDay));

function jobStatus(name: string, row: JobRow | undefined): JobStatus {
  if (!row) return { name, state: 'waiting', progress: null, detail: null, lastRun: null, nextRun: null, error: null, durationMs: null };
  const { state, progress, detail, lastRun, nextRun, error, durationMs } = row;
  return { name, state, progress, detail, lastRun: text(lastRun), nextRun: text(nextRun), error, durationMs };
}

function jobsOf(rows: readonly JobRow[]): JobStatus[] {
  const known = ORDER.filter((name) => CHAIN.includes(name) || rows.some((row) => row.name === name));
  const others = rows.map(({ name }) => name).filter((name) => !ORDER.includes(name));
  return [...known, ...others].map((name) => jobStatus(name, rows.find((row) => row.name === name)));
}

function importedSource({ simulated }: DatasetSummary, { lastSuccess, error }: ImportHistory): SourceStatus {
  const none = { quotaLeft: null, monthLeft: null, errorKind: null, lastAttempt: null, breaker: null, retryAt: null };
  return { ...none, name: simulated ? 'simulated sample' : 'market folder', state: error ? 'failed' : 'ok', lastSuccess: text(lastSuccess), error };
}

function networkSource({ source, state, lastSuccess, lastAttempt, quotaLeft, monthLeft, error, errorKind, breaker, retryAt }: SourceHealth): SourceStatus {
  return { name: source, state, lastSuccess: text(lastSuccess), quotaLeft: state === 'off' ? null : quotaLeft, error, errorKind, lastAttempt: text(lastAttempt), monthLeft, breaker, retryAt: text(retryAt) };
}

function overall(dataset: DatasetSummary | null, jobs: readonly JobStatus[], stale: boolean): Status['status'] {
  if (jobs.some(({ state }) => state === 'failed') || (dataset?.live === true && stale)) return 'degraded';
  if (!dataset) return 'starting';
  return jobs.filter(({ name }) => CHAIN.includes(name)).every(({ state }) => state === 'done' || state === 'off') ? 'ok' : 'computing';
}

function isStale(dataset: DatasetSummary | null, clock: Clock): boolean {
  if (dataset === null || dataset.simulated) return false;
  return dataset.live ? !mayAdvise(freshnessOfMarket(dataset, clock)) : ageOf(dataset.lastDay, clock.now()) > STALE_AFTER_DAYS;
}

/** What is loaded, how old it is, what the sources and the background work do, and what was refused. */
export async function readStatus(clock: Clock = systemClock): Promise<Status> {
  const [dataset, datasets, rows, sources] = await Promise.all([activeDataset(), listDatasets(), loadJobs(), readSources(clock)]);
  const [quarantine, history, records] = await Promise.all([
    dataset ? countQuarantine(dataset.id) : { reject: 0, unordered: 0, suspect: 0 },
    dataset && !dataset.live ? importHistory(dataset.id) : null,
    countSourceRecords(dataset?.id ?? null),
  ]);
  const [jobs, stale, now] = [jobsOf(rows), isStale(dataset, clock), clock.now()];
  const { mode, words } = readMode(dataset);
  const age = dataset && freshnessOfMarket({ ...dataset, live: true }, clock).ageHours;
  return {
    status: overall(dataset, jobs, stale),
    version: VERSION,
    mode,
    modeWords: words,
    dataset: dataset && { ...dataset, ageDays: ageOf(dataset.lastDay, now), ageHours: age ?? 0 },
    datasets: datasets.map(({ id, name, simulated, live, lastDay }) => ({ name, simulated, live, active: id === dataset?.id, lastDay, ageDays: ageOf(lastDay, now) })),
    freshness: dataset && freshnessOfMarket(dataset, clock),
    sources: [...(dataset && history ? [importedSource(dataset, history)] : []), ...sources.map(networkSource)],
    jobs,
    quarantined: quarantine.reject,
    quarantine,
    ...records,
    stale,
  };
}
