import 'server-only';
import { systemClock } from '@/lib/clock';
import { hasOpenTasks } from '@/lib/data/backfill-tasks';
import { loadJobs, type JobRow } from '@/lib/data/job-state';
import { loadMarketState, type MarketState } from '@/lib/data/market-state';

export interface ActiveMarket extends MarketState {
  /** Names the content; another content is another version. */
  readonly version: string;
}

/** The market that pages show, or null before the first import. */
export async function activeMarket(): Promise<ActiveMarket | null> {
  const market = await loadMarketState();
  return market && { ...market, version: `${market.datasetId}:${market.contentHash}` };
}

/** While history still comes in, computing takes at most a sixth of the time, so that the history does not wait for it. */
const REST_OVER_RUN = 5;
const LEAST_REST_MS = 120_000;

const mayComputeAgain = ({ lastRun, durationMs }: JobRow, now: Date): boolean =>
  lastRun === null || now.getTime() - lastRun.getTime() > (durationMs ?? 0) + Math.max(LEAST_REST_MS, REST_OVER_RUN * (durationMs ?? 0));

/** Whether `job` has not succeeded on the market as it is now: after an import by hand, and whenever a live market has changed facts. */
export async function isStale(job: string): Promise<boolean> {
  const [market, jobs] = await Promise.all([activeMarket(), loadJobs()]);
  const row = jobs.find(({ name }) => name === job);
  if (market === null || row?.state === 'running' || row?.state === 'waiting') return false;
  if (row?.inputHash === market.version) return false;
  if (!market.live || !row) return true;
  return market.dirtyFrom !== null && (mayComputeAgain(row, systemClock.now()) || !(await hasOpenTasks(market.datasetId)));
}
