import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { coingecko } from './coingecko';
import { llamaApi, llamaCoins, llamaStablecoins, llamaYields } from './defillama';
import { binance, bybit } from './exchanges/binance-bybit';
import { coinbase, kraken } from './exchanges/kraken-coinbase';
import { kucoin, okx } from './exchanges/okx-kucoin';
import { Faults, type FaultRule } from './faults';
import { createGithub } from './github';
import { alternativeMe, coinmetrics, news } from './small-sources';
import { createMarket, DAY_MS, type StubMarket } from './stub-market';
import { serve, type LoggedRequest, type StubSource } from './stub-server';

export interface SourcesOptions {
  /** How many assets there are; 500 without it. */
  readonly assets?: number;
  readonly seed?: number;
  /** A day whose noon it is until `setNow`; the machine's clock without it. */
  readonly today?: string;
  /** No asset is older: for tests that want a whole history, but a short one. */
  readonly since?: string;
}

export interface RunningSources {
  /** For BANDWISE_SOURCE_URLS, as an object. */
  readonly urls: Readonly<Record<string, string>>;
  /** Addresses of two feeds, RSS and Atom. */
  readonly feeds: readonly string[];
  readonly market: StubMarket;
  /** Every request so far, the oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** From now on; the returned function ends it. */
  inject(rule: FaultRule): () => void;
  /** All sources are well again. */
  heal(): void;
  /** Forgets the requests so far. */
  clearRequests(): void;
  setNow(now: Date): void;
  stop(): Promise<void>;
}

/** Key of BANDWISE_SOURCE_URLS, source, and where the API begins. */
const sources = (): readonly (readonly [key: string, source: StubSource, base: string, notFound: unknown])[] => [
  ['coingecko', coingecko, '/api/v3', { error: 'coin not found' }],
  ['defillama-api', llamaApi, '', { message: 'Not Found' }],
  ['defillama-coins', llamaCoins, '', { message: 'Not Found' }],
  ['defillama-stablecoins', llamaStablecoins, '', { message: 'Not Found' }],
  ['defillama-yields', llamaYields, '', { message: 'Not Found' }],
  ['coinmetrics', coinmetrics, '/v4', { error: { type: 'not_found', message: 'Requested resource was not found.' } }],
  ['alternative-me', alternativeMe, '', { name: 'Fear and Greed Index', data: [], metadata: { error: 'Not found' } }],
  ['github', createGithub(), '', { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' }],
  ['news', news, '', ''],
  ['exchange:kraken', kraken, '', { error: ['EGeneral:Unknown method'] }],
  ['exchange:coinbase', coinbase, '', { error: 'NOT_FOUND', error_details: '', message: '' }],
  ['exchange:binance', binance, '', { code: -1_000, msg: 'Not found' }],
  ['exchange:bybit', bybit, '', { retCode: 10_001, retMsg: 'Not found', result: {} }],
  ['exchange:okx', okx, '', { code: '404', msg: 'Not Found', data: [] }],
  ['exchange:kucoin', kucoin, '', { code: '404000', msg: 'Url Not Found' }],
];

/**
 * All sources on ports of this machine, speaking the shapes that their providers document, about one market that is the same for the
 * same seed and day.
 */
export async function startSources({ assets = 500, seed = 1, today, since }: SourcesOptions = {}): Promise<RunningSources> {
  let fixed: Date | null = today === undefined ? null : new Date(Date.parse(`${today}T00:00:00Z`) + DAY_MS / 2);
  const market = createMarket({ assets, seed, now: () => fixed ?? new Date(), ...(since === undefined ? {} : { since: dayNumber(isoDay(since)) }) });
  // Prices are made when they are first asked for: here, so that no measured answer waits for them.
  market.ranked();
  const faults = new Faults();
  const requests: LoggedRequest[] = [];
  const servers = await Promise.all(
    sources().map(async ([key, source, base, notFound]) => {
      const server = await serve(key, source, market, requests, (request, answer, response) => faults.intercept(key, request, answer, response), notFound);
      return { key, url: `${server.origin}${base}`, stop: () => server.stop() };
    }),
  );
  const urls = Object.fromEntries(servers.map(({ key, url }) => [key, url]));
  return {
    urls,
    feeds: [`${urls.news}/rss`, `${urls.news}/atom`],
    market,
    requests,
    inject: (rule) => faults.inject(rule),
    heal: () => faults.clear(),
    clearRequests: () => void (requests.length = 0),
    setNow: (now) => void (fixed = now),
    stop: async () => void (await Promise.all(servers.map(({ stop }) => stop()))),
  };
}
