import 'server-only';
import { isEnabled } from '@/lib/schemas/sources';
import { createAlternativeMe } from './alternative-me/provider';
import { createCoingecko } from './coingecko/provider';
import { createCoinMetrics } from './coinmetrics/provider';
import { providerContext, type LiveSetup, type ProviderContext } from './context';
import { createDefillama } from './defillama/provider';
import { createExchanges } from './exchanges/provider';
import { createGithub } from './github/provider';
import type { LiveProvider } from './live-port';
import { createNews } from './news/provider';

/** One line a source; exchanges are several providers of one maker. */
const MAKERS: readonly ((context: ProviderContext) => LiveProvider | readonly LiveProvider[])[] = [createAlternativeMe, createCoingecko, createDefillama, createCoinMetrics, createExchanges, createGithub, createNews];

/** The live sources that are switched on, in no order of trust. Making them asks nobody. */
export function createLiveProviders(setup: LiveSetup): LiveProvider[] {
  const context = providerContext(setup);
  return MAKERS.flatMap((make) => make(context)).filter(({ source }) => isEnabled(setup.settings, source));
}
