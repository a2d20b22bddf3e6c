import { z } from 'zod';

/** Every source that answers over the network. Exchanges are `exchange:` and the name that the exchange library gives them. */
export const NETWORK_SOURCES = ['coingecko', 'defillama', 'coinmetrics', 'alternative-me', 'github', 'news'] as const;
export type NetworkSource = (typeof NETWORK_SOURCES)[number] | `exchange:${string}`;

/** Facts that several sources may answer; the first of the order that answers is stored as the fact. */
export const ORDERED_FACTS = ['close', 'ohlc', 'tradedValue', 'marketCap', 'circulatingSupply', 'metrics'] as const;
export type OrderedFact = (typeof ORDERED_FACTS)[number];

export const DEFAULT_EXCHANGES = ['kraken', 'coinbase', 'binance', 'okx', 'bybit', 'kucoin'] as const;
export const DEFAULT_FEEDS = ['https://www.coindesk.com/arc/outboundfeeds/rss', 'https://cointelegraph.com/rss'] as const;
export const LISTING = { min: 10, max: 10_000, usual: 1_000 } as const;

const exchangeName = z.string().regex(/^[a-z0-9]{2,30}$/, { error: 'Use the short name of an exchange, e.g. kraken.' });
const sourceName = z.union([z.enum(NETWORK_SOURCES), z.templateLiteral(['exchange:', z.string().regex(/^[a-z0-9]{2,30}$/)])]);

/** How fast a source may be asked: `capacity` requests at once, `perMinute` in the long run, `perMonth` in a calendar month (UTC). */
export const limitSchema = z.object({
  capacity: z.int().min(1).max(10_000),
  perMinute: z.number().gt(0).max(100_000),
  perMonth: z.int().min(1).max(1_000_000_000).nullable(),
});
export type SourceLimit = z.output<typeof limitSchema>;

const feedAddress = z.url({ protocol: /^https?$/, error: 'Enter an address that starts with http:// or https://.' }).max(500);

/** What the owner may change about the sources. `enabled` and `limits` hold what differs from the defaults. */
export const sourceSettingsSchema = z.object({
  enabled: z.partialRecord(sourceName, z.boolean()).default({}),
  order: z.partialRecord(z.enum(ORDERED_FACTS), z.array(sourceName).max(60)).default({}),
  limits: z.partialRecord(sourceName, limitSchema).default({}),
  feeds: z.array(feedAddress).max(50).default([...DEFAULT_FEEDS]),
  exchanges: z.array(exchangeName).max(20).default([...DEFAULT_EXCHANGES]),
  /** Assets to follow, the largest first. */
  listing: z.int().min(LISTING.min).max(LISTING.max).default(LISTING.usual),
});
export type SourceSettings = z.output<typeof sourceSettingsSchema>;

export const DEFAULT_SOURCE_SETTINGS: SourceSettings = sourceSettingsSchema.parse({});

/** Stored settings; a part that is missing, or no longer fits, takes its default. */
export function parseSourceSettings(stored: unknown): SourceSettings {
  const given = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {};
  const parts = Object.entries(sourceSettingsSchema.shape).map(([name, part]) => {
    const parsed = part.safeParse(given[name]);
    return [name, parsed.success ? parsed.data : part.parse(undefined)];
  });
  return Object.fromEntries(parts) as SourceSettings;
}

/** What the installation may show at the sources' doors; it decides how much they give. */
export interface SourceAccess {
  readonly coingeckoKey: string | null;
  readonly coingeckoPlan: 'demo' | 'pro';
  readonly githubToken: string | null;
}

/** Below what each source publishes, since published numbers disagree and change. */
function defaultLimit(source: NetworkSource, { coingeckoKey, coingeckoPlan, githubToken }: SourceAccess): SourceLimit {
  switch (source) {
    case 'coingecko':
      if (!coingeckoKey) return { capacity: 5, perMinute: 5, perMonth: null };
      return coingeckoPlan === 'pro' ? { capacity: 50, perMinute: 200, perMonth: 100_000 } : { capacity: 10, perMinute: 30, perMonth: 10_000 };
    case 'defillama':
      return { capacity: 30, perMinute: 120, perMonth: null };
    case 'coinmetrics':
      return { capacity: 5, perMinute: 60, perMonth: null };
    case 'alternative-me':
      return { capacity: 5, perMinute: 10, perMonth: null };
    case 'github':
      return githubToken ? { capacity: 60, perMinute: 60, perMonth: null } : { capacity: 15, perMinute: 0.75, perMonth: null };
    case 'news':
      return { capacity: 10, perMinute: 30, perMonth: null };
    default:
      return { capacity: 10, perMinute: 60, perMonth: null };
  }
}

export const limitOf = (settings: SourceSettings, source: NetworkSource, access: SourceAccess): SourceLimit => settings.limits[source] ?? defaultLimit(source, access);

/** What the owner has to read before a source is switched on; a source with such a notice is off until then. */
export const SOURCE_NOTICES: Readonly<Partial<Record<NetworkSource, string>>> = {
  coinmetrics: 'Coin Metrics gives its community data under the licence CC BY-NC 4.0: for non-commercial use only, and with its name beside the figures. Switch it on only if that is how this installation is used.',
};

export const enabledByDefault = (source: NetworkSource): boolean => SOURCE_NOTICES[source] === undefined;

export const isEnabled = (settings: SourceSettings, source: NetworkSource): boolean => settings.enabled[source] ?? enabledByDefault(source);

export const exchangeSources = (settings: SourceSettings): NetworkSource[] => settings.exchanges.map((name): NetworkSource => `exchange:${name}`);

/** Every source of these settings, whether on or off. */
export const allSources = (settings: SourceSettings): NetworkSource[] => [...NETWORK_SOURCES, ...exchangeSources(settings)];

const DEFAULT_ORDER: Record<OrderedFact, readonly NetworkSource[]> = {
  close: ['coingecko', 'defillama'],
  ohlc: [],
  tradedValue: ['coingecko'],
  marketCap: ['coingecko'],
  circulatingSupply: ['coingecko'],
  metrics: ['coinmetrics', 'github', 'defillama', 'coingecko'],
};
const BY_EXCHANGES: readonly OrderedFact[] = ['close', 'ohlc'];

/** Who answers for a fact, the first that has an answer wins: the stored order, then exchanges that it does not name. Only sources that are on. */
export function orderOf(settings: SourceSettings, fact: OrderedFact): NetworkSource[] {
  const order = settings.order[fact] ?? DEFAULT_ORDER[fact];
  const rest = BY_EXCHANGES.includes(fact) ? exchangeSources(settings) : [];
  return [...new Set([...order, ...rest])].filter((source) => isEnabled(settings, source));
}
