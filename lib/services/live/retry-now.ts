import 'server-only';
import { offlineReason } from '@/lib/env';
import { allSources, isEnabled, type NetworkSource } from '@/lib/schemas/sources';
import { loadMarketState } from '@/lib/data/market-state';
import { requestJob } from '@/lib/services/jobs/request-job';
import { retrySource } from './source-gate';
import { loadSourceSettings } from './source-settings';

/** The work that shows soonest whether a source answers. */
function jobOf(source: NetworkSource): string {
  if (source.startsWith('exchange:')) return 'liquidity';
  if (source === 'github') return 'developer';
  if (source === 'news') return 'news';
  if (source === 'coinmetrics' || source === 'alternative-me') return 'on-chain';
  return source === 'coingecko' ? 'quotes' : 'closes';
}

/** Ends a source's rest and asks for its work: `asked`; `unheard` where no worker ever ran; `off` where it is not in use. */
export async function retryNow(source: NetworkSource): Promise<'asked' | 'unheard' | 'off'> {
  const settings = await loadSourceSettings();
  if (offlineReason() !== null || !allSources(settings).includes(source) || !isEnabled(settings, source)) return 'off';
  await retrySource(source);
  const market = await loadMarketState();
  return (await requestJob(market?.simulated === true ? 'probe' : jobOf(source))) ? 'asked' : 'unheard';
}
