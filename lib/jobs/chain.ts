import 'server-only';
import { activeMarket, type ActiveMarket } from '@/lib/services/jobs/stale-jobs';
import type { Report } from '@/lib/services/jobs/track-job';
import { loadMarket } from './load-market';

export const JOBS = ['import'] as const;
export type JobName = (typeof JOBS)[number];

/** What is computed on a market once it is there. */
const COMPUTATIONS: Record<Exclude<JobName, 'import'>, (market: ActiveMarket, report: Report) => Promise<string>> = {};

/** Runs one link of the chain. Without a market there is nothing to compute. */
export async function runJob(name: JobName, report: Report): Promise<string> {
  if (name === 'import') return loadMarket(report);
  const market = await activeMarket();
  return market ? COMPUTATIONS[name](market, report) : 'no market yet';
}

/** What follows when a link is done. */
export const nextJob = (name: JobName): JobName | undefined => JOBS[JOBS.indexOf(name) + 1];
