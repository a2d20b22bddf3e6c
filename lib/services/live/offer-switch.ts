import 'server-only';
import { systemClock } from '@/lib/clock';
import { deleteAppSetting, loadAppSetting, saveAppSetting } from '@/lib/data/app-settings';
import { loadMarketState } from '@/lib/data/market-state';
import { switchOfferSchema, type SwitchOffer } from '@/lib/schemas/switch-market';
import { openSources } from './open-sources';
import { probeSources } from './probe';
import { requestedSwitch } from './switch-market';

const KEY = 'switch-offer';

/** Asks the sources while the market is simulated, so that the switch can be offered. */
export async function offerSwitch(): Promise<string> {
  const provider = await probeSources((await openSources()).providers);
  if (!provider) {
    await deleteAppSetting(KEY);
    return 'no source answers';
  }
  await saveAppSetting(KEY, { source: provider.source, answeredAt: systemClock.now().toISOString() });
  return `${provider.source} answers: the live market can begin`;
}

export interface SwitchState {
  /** A source that answered when it was last asked; null where none did, or where the market is not simulated. */
  readonly offer: SwitchOffer | null;
  /** Whether the owner has agreed and the switch is on its way. */
  readonly requested: boolean;
}

/** Whether the simulated market can give way to a live one. */
export async function readSwitch(): Promise<SwitchState> {
  const [market, offer, requested] = await Promise.all([loadMarketState(), loadAppSetting(KEY), requestedSwitch()]);
  if (market?.simulated !== true) return { offer: null, requested: false };
  return { offer: switchOfferSchema.safeParse(offer).data ?? null, requested: requested !== null };
}
