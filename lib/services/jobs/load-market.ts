import 'server-only';
import { env } from '@/lib/env';
import type { ImportSummary } from '@/lib/services/market/import-market';
import { importMarketFolder } from '@/lib/services/market/import-market-folder';
import { importSample } from '@/lib/services/market/import-sample';
import { activeMarket } from './stale-jobs';
import type { Report } from './track-job';

const words = ({ name, assets, unchanged }: ImportSummary): string => `${name}: ${assets} assets${unchanged ? ', unchanged' : ''}`;

/** Loads the market of MARKET_DATA_DIR, or the simulated sample where none is named and none is stored. */
export async function loadMarket(onProgress: Report): Promise<string> {
  const folder = env.MARKET_DATA_DIR;
  const stored = await activeMarket();
  if (!folder) return stored ? 'a market is stored' : words(await importSample({ onProgress }));
  return words(await importMarketFolder(folder, { onProgress }));
}
