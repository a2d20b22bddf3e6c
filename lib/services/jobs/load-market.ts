import 'server-only';
import { systemClock } from '@/lib/clock';
import { liveDatasetId } from '@/lib/data/live-dataset';
import { env } from '@/lib/env';
import { SourceError } from '@/lib/providers/live-port';
import { startLive } from '@/lib/services/live/start-live';
import type { ImportSummary } from '@/lib/services/market/import-market';
import { importMarketFolder } from '@/lib/services/market/import-market-folder';
import { importSample } from '@/lib/services/market/import-sample';
import { marketMode } from './market-mode';
import { activeMarket } from './stale-jobs';
import { NotBefore, type Report } from './track-job';

const ASK_AGAIN_MS = 60_000;

const words = ({ name, assets, unchanged }: ImportSummary): string => `${name}: ${assets} assets${unchanged ? ', unchanged' : ''}`;

/** The market of the network, null where no source answers. One that was begun is never mixed with the simulated one: it waits. */
async function loadLive(onProgress: Report): Promise<string | null> {
  const again = (): Date => new Date(systemClock.now().getTime() + ASK_AGAIN_MS);
  const started = await startLive(onProgress).catch((error: unknown) => {
    if (!(error instanceof SourceError)) throw error;
    throw new NotBefore(error.retryAt ?? again(), `${error.source}: ${error.message}; the live market goes on as soon as it answers`);
  });
  if (started === null && (await liveDatasetId()) === null) return null;
  if (started !== null && (await activeMarket())) return started;
  throw new NotBefore(again(), `${started ?? 'no source answers'}; the live market goes on as soon as one tells its closes`);
}

/** Loads the market of MARKET_DATA_DIR; without a folder that of the network, or the simulated sample where no source answers. */
export async function loadMarket(onProgress: Report): Promise<string> {
  const folder = env.MARKET_DATA_DIR;
  if (folder) return words(await importMarketFolder(folder, { onProgress }));
  if (await activeMarket()) return 'a market is stored';
  const live = marketMode() === 'live' ? await loadLive(onProgress) : null;
  return live ?? words(await importSample({ onProgress }));
}
