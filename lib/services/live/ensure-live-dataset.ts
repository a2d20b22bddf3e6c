import 'server-only';
import { datasetsOfOtherSort } from '@/lib/data/dataset';
import { ensureLiveRow } from '@/lib/data/live-dataset';
import { storeLive } from '@/lib/data/live-lock';

export const LIVE_DATASET = {
  name: 'Live market',
  description: 'Today’s market, fed day by day by the live sources that are switched on.',
  source: 'CoinGecko, DefiLlama, exchanges, GitHub, alternative.me and the other sources named on the status page',
  licence: 'Each source’s own terms',
  attribution: 'Data by CoinGecko and DefiLlama; fear and greed index by alternative.me.',
} as const;

/** Finds or makes the live dataset. Throws while simulated data is stored: simulated and real never share a database. */
export async function ensureLiveDataset(): Promise<number> {
  return storeLive(async (client) => {
    const simulated = await datasetsOfOtherSort(client, false);
    if (simulated.length > 0) throw new Error(`This database holds simulated data (${simulated.join(', ')}): it must give way before live data is stored.`);
    return ensureLiveRow(client, LIVE_DATASET);
  });
}
