import 'server-only';
import { env, offlineReason } from '@/lib/env';
import { allSources, enabledByDefault, isEnabled, limitOf, ORDERED_FACTS, orderOf, type NetworkSource, type OrderedFact, type SourceLimit, type SourceSettings } from '@/lib/schemas/sources';
import { isOwner } from '@/lib/services/account/sign-up';
import { loadSourceSettings, sourceAccess } from './source-settings';

export interface SourceSettingsView {
  readonly owner: boolean;
  /** Why nothing is asked at all; null where sources are in use. */
  readonly offline: string | null;
  readonly sources: readonly { readonly name: NetworkSource; readonly enabled: boolean; readonly usual: boolean; readonly limit: SourceLimit; readonly own: boolean }[];
  readonly orders: readonly { readonly fact: OrderedFact; readonly sources: readonly NetworkSource[] }[];
  readonly lists: Pick<SourceSettings, 'feeds' | 'exchanges' | 'listing'>;
  /** Set or not; never what it is. */
  readonly keys: readonly { readonly name: string; readonly set: boolean; readonly what: string }[];
}

/** What the page about the sources shows; keys only as set or not. */
export async function readSourceSettings(userId: string): Promise<SourceSettingsView> {
  const [owner, settings] = await Promise.all([isOwner(userId), loadSourceSettings()]);
  const access = sourceAccess();
  return {
    owner,
    offline: offlineReason(),
    sources: allSources(settings).map((name) => ({ name, enabled: isEnabled(settings, name), usual: enabledByDefault(name), limit: limitOf(settings, name, access), own: settings.limits[name] !== undefined })),
    orders: ORDERED_FACTS.map((fact) => ({ fact, sources: orderOf(settings, fact) })),
    lists: { feeds: settings.feeds, exchanges: settings.exchanges, listing: settings.listing },
    keys: [
      { name: 'COINGECKO_API_KEY', set: access.coingeckoKey !== null, what: access.coingeckoKey === null ? 'CoinGecko is asked without one: 365 days of history' : `CoinGecko, ${env.COINGECKO_PLAN} plan` },
      { name: 'GITHUB_TOKEN', set: access.githubToken !== null, what: access.githubToken === null ? 'With one, GitHub allows more requests an hour' : 'GitHub allows more requests an hour' },
    ],
  };
}
