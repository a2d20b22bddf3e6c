import 'server-only';
import { computeIndices } from '@/lib/services/indices/compute-indices';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { loadMarket } from './load-market';
import { activeMarket, type ActiveMarket } from './stale-jobs';
import { trackJob, type Report } from './track-job';

export const JOBS = ['import', 'scores', 'indices'] as const;
export type JobName = (typeof JOBS)[number];

/** What is computed on a market once it is there. */
const COMPUTATIONS: Record<Exclude<JobName, 'import'>, (market: ActiveMarket, report: Report) => Promise<string>> = {
  scores: async ({ datasetId }, onProgress) => {
    const { unchanged, days, graded } = await computeScores(datasetId, { onProgress });
    return unchanged ? 'grades stand' : `grades of ${graded} tokens on ${days} days`;
  },
  indices: async ({ datasetId }, onProgress) => {
    const { unchanged, live, waiting } = await computeIndices(datasetId, { onProgress });
    return unchanged ? 'indices stand' : `${live} indices live, ${waiting} waiting for data`;
  },
};

/** Runs one link of the chain, tracked under its name. Without a market there is nothing to compute. */
export async function runJob(name: JobName): Promise<string> {
  const market = await activeMarket();
  return trackJob(name, market?.version ?? null, async (report) => {
    if (name === 'import') return loadMarket(report);
    return market ? COMPUTATIONS[name](market, report) : 'no market yet';
  });
}

/** The whole chain in this process, for whoever waits for it. */
export async function runChain(): Promise<void> {
  for (const name of JOBS) await runJob(name);
}

/** What follows when a link is done. */
export const nextJob = (name: JobName): JobName | undefined => JOBS[JOBS.indexOf(name) + 1];
