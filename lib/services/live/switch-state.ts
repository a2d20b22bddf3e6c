import 'server-only';
import { systemClock } from '@/lib/clock';
import { loadAppSetting, saveAppSetting } from '@/lib/data/app-settings';
import { loadMarketState } from '@/lib/data/market-state';
import { switchOfferSchema, switchSchema, type SwitchOffer, type SwitchRequest } from '@/lib/schemas/switch-market';
import { requestJob } from '@/lib/services/jobs/request-job';

// Pages read these: nothing here may import what only the worker does (sources, backups).

export const SWITCH_KEY = 'switch';
export const OFFER_KEY = 'switch-offer';
export const SWITCH_JOB = 'switch';

/** What was agreed to, or null. */
export async function requestedSwitch(): Promise<SwitchRequest | null> {
  return switchSchema.safeParse(await loadAppSetting(SWITCH_KEY)).data ?? null;
}

/** The owner agrees that the simulated market gives way. Agreeing twice is agreeing once. False where no worker would hear it. */
export async function requestSwitch(): Promise<boolean> {
  if (!(await requestedSwitch())) await saveAppSetting(SWITCH_KEY, { requestedAt: systemClock.now().toISOString() });
  return requestJob(SWITCH_JOB);
}

export interface SwitchState {
  /** A source that answered when it was last asked; null where none did, or where the market is not simulated. */
  readonly offer: SwitchOffer | null;
  /** Whether the owner has agreed and the switch is on its way. */
  readonly requested: boolean;
}

/** Whether the simulated market can give way to a live one. */
export async function readSwitch(): Promise<SwitchState> {
  const [market, offer, requested] = await Promise.all([loadMarketState(), loadAppSetting(OFFER_KEY), requestedSwitch()]);
  if (market?.simulated !== true) return { offer: null, requested: false };
  return { offer: switchOfferSchema.safeParse(offer).data ?? null, requested: requested !== null };
}
