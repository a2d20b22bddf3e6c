import { setTimeout as pause } from 'node:timers/promises';
import { saveAppSetting } from '@/lib/data/app-settings';
import { hasOpenTasks } from '@/lib/data/backfill-tasks';
import { liveDatasetId } from '@/lib/data/live-dataset';
import { openWorkerSession } from '@/lib/data/worker-session';
import { backfillRound } from '@/lib/services/live/backfill-round';
import { firstStart } from '@/lib/services/live/first-start';
import { listingSource } from '@/lib/services/live/live';
import { makeLive } from '@/lib/services/live/open-live';
import { planMetrics } from '@/lib/services/live/plan-backfill';

const limits = (perMinute: number) => Object.fromEntries(['coingecko', 'defillama'].map((source) => [source, { capacity: 4, perMinute, perMonth: null }]));

/**
 * `start ASSETS` lists the market and plans its history; `work PER_MINUTE` works on the history at most so fast, until it is whole. Both as a
 * worker of their own.
 */
async function start(assets: number): Promise<void> {
  await saveAppSetting('sources', { listing: assets, exchanges: [], limits: limits(60_000) });
  const live = await makeLive();
  const provider = listingSource(live.providers);
  if (!provider) throw new Error('no source lists the market');
  await firstStart(live, provider, () => undefined);
  await planMetrics(live, 'developer');
}

async function work(perMinute: number): Promise<void> {
  await saveAppSetting('sources', { exchanges: [], limits: limits(perMinute) });
  const session = await openWorkerSession();
  const datasetId = (await liveDatasetId()) ?? 0;
  console.log('works');
  while (await hasOpenTasks(datasetId)) {
    await backfillRound(session, session.lost);
    await pause(20);
  }
}

await (process.argv[2] === 'start' ? start(Number(process.argv[3])) : work(Number(process.argv[3])));
process.exit(0);
