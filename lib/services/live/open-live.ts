import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import { liveDatasetId } from '@/lib/data/live-dataset';
import { ensureLiveDataset } from './ensure-live-dataset';
import type { Live } from './live';
import { liveStore } from './live-store';
import { openSources } from './open-sources';

/** The live market with its sources, or null before the first start. `over` ends what is asked. */
export async function openLive(clock: Clock = systemClock, over?: AbortSignal): Promise<Live | null> {
  const datasetId = await liveDatasetId();
  return datasetId === null ? null : { datasetId, ...(await openSources(clock, over)), store: liveStore, clock, over };
}

/** The live market, made where there is none yet. */
export async function makeLive(clock: Clock = systemClock): Promise<Live> {
  const datasetId = await ensureLiveDataset();
  return { datasetId, ...(await openSources(clock)), store: liveStore, clock };
}
