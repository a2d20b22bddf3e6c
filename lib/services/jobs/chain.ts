import 'server-only';
import { computeIndices } from '@/lib/services/indices/compute-indices';
import { writeAlerts } from '@/lib/services/alerts/write-alerts';
import { computeScores } from '@/lib/services/scores/compute-scores';
import { loadMarket } from './load-market';
import { activeMarket, type ActiveMarket } from './stale-jobs';
import { trackJob, type Report, type RunOf } from './track-job';

/** Each link works on what the one before stored. */
export const CHAIN = ['import', 'scores', 'indices', 'alerts'] as const;
export type ChainJob = (typeof CHAIN)[number];

/** What is computed on a market once it is there. */
const COMPUTATIONS: Record<Exclude<ChainJob, 'import'>, (market: ActiveMarket, report: Report) => Promise<string>> = {
  scores: async ({ datasetId }, onProgress) => {
    const { unchanged, scored, graded } = await computeScores(datasetId, { onProgress });
    return unchanged ? 'grades stand' : `grades of ${graded} tokens on ${scored} ${scored === 1 ? 'day' : 'days'}`;
  },
  indices: async ({ datasetId }, onProgress) => {
    const { unchanged, live, waiting } = await computeIndices(datasetId, { onProgress });
    return unchanged ? 'indices stand' : `${live} indices live, ${waiting} waiting for data`;
  },
  alerts: async () => {
    const written = await writeAlerts();
    return written === 0 ? 'nothing new to tell' : `${written} new alerts`;
  },
};

/** Runs one link of the chain, tracked under its name. Without a market there is nothing to compute. */
export async function runJob(name: ChainJob, run: RunOf = {}): Promise<string> {
  const market = await activeMarket();
  const work = async (report: Report): Promise<string> => {
    if (name === 'import') return loadMarket(report);
    return market ? COMPUTATIONS[name](market, report) : 'no market yet';
  };
  return trackJob(name, market?.version ?? null, work, run);
}

/** The whole chain in this process, for whoever waits for it. */
export async function runChain(): Promise<void> {
  for (const name of CHAIN) await runJob(name);
}

/** What follows when a link is done. */
export const nextInChain = (name: string): ChainJob | undefined => CHAIN.find((_, i) => CHAIN[i - 1] === name);
