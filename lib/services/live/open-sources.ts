import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import { env, offlineReason } from '@/lib/env';
import { SourceMemory } from '@/lib/providers/http/remember';
import type { LiveProvider } from '@/lib/providers/live-port';
import { createLiveProviders } from '@/lib/providers/registry';
import { limitOf, type SourceSettings } from '@/lib/schemas/sources';
import { createSourceGate } from './source-gate';
import { loadSourceSettings, sourceAccess } from './source-settings';

const memory = new SourceMemory();

export interface OpenSources {
  readonly settings: SourceSettings;
  /** Sources that are on; none while the installation stays offline. */
  readonly providers: readonly LiveProvider[];
}

/** The live sources by the present settings, behind the gate that all processes share. `over` ends what they are asked. */
export async function openSources(clock: Clock = systemClock, over?: AbortSignal): Promise<OpenSources> {
  const settings = await loadSourceSettings();
  if (offlineReason() !== null) return { settings, providers: [] };
  const keys = sourceAccess();
  const gate = createSourceGate({ limitOf: (source) => limitOf(settings, source, keys), over });
  return { settings, providers: createLiveProviders({ settings, urls: env.BANDWISE_SOURCE_URLS, keys, gate, clock, memory, over }) };
}
