import 'server-only';
import { systemClock } from '@/lib/clock';
import { deleteAppSetting, saveAppSetting } from '@/lib/data/app-settings';
import { openSources } from './open-sources';
import { probeSources } from './probe';
import { OFFER_KEY } from './switch-state';

/** Asks the sources while the market is simulated, so that the switch can be offered. */
export async function offerSwitch(): Promise<string> {
  const provider = await probeSources((await openSources()).providers);
  if (!provider) {
    await deleteAppSetting(OFFER_KEY);
    return 'no source answers';
  }
  await saveAppSetting(OFFER_KEY, { source: provider.source, answeredAt: systemClock.now().toISOString() });
  return `${provider.source} answers: the live market can begin`;
}
