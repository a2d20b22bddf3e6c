import 'server-only';
import { activeDataset } from '@/lib/data/dataset';
import { loadJobs } from '@/lib/data/job-state';

export interface ActiveMarket {
  readonly datasetId: number;
  readonly simulated: boolean;
  /** Names the content; another content is another version. */
  readonly version: string;
}

/** The market that pages show, or null before the first import. */
export async function activeMarket(): Promise<ActiveMarket | null> {
  const dataset = await activeDataset();
  return dataset && { datasetId: dataset.id, simulated: dataset.simulated, version: `${dataset.id}:${dataset.contentHash}` };
}

/** Whether `job` has not succeeded on the market as it is now, e.g. after an import by hand. */
export async function isStale(job: string): Promise<boolean> {
  const [market, jobs] = await Promise.all([activeMarket(), loadJobs()]);
  const row = jobs.find(({ name }) => name === job);
  return market !== null && row?.state !== 'running' && row?.state !== 'waiting' && row?.inputHash !== market.version;
}
