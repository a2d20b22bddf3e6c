import 'server-only';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SourceError, type NetworkSource } from '../live-port';

/** What is used of ccxt's unified API; its answers are read by our own schemas. */
export interface CcxtExchange {
  markets: unknown;
  setMarkets(markets: readonly unknown[]): unknown;
  parseOHLCV(bar: unknown, market?: unknown): readonly unknown[];
  parseTicker(ticker: unknown, market?: unknown): unknown;
  parseFundingRate(rate: unknown, market?: unknown): unknown;
  parseOpenInterest(interest: unknown, market?: unknown): unknown;
  safeSymbol(id: string): string;
  fetchMarkets(params: Readonly<Record<string, unknown>>): Promise<unknown>;
  fetchTickers(): Promise<unknown>;
  fetchOHLCV(symbol: string, timeframe: string, since: number, limit: number, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  fetchOrderBook(symbol: string, limit?: number): Promise<unknown>;
  fetchFundingRates(): Promise<unknown>;
  fetchFundingIntervals(): Promise<unknown>;
  fetchOpenInterest(symbol: string): Promise<unknown>;
  fetchOpenInterests(): Promise<unknown>;
}

export interface ExchangeSetup {
  readonly source: NetworkSource;
  /** ccxt's name of the exchange. */
  readonly module: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly fetch: typeof fetch;
  /** Another address for all hosts of the exchange: what follows the host stays. */
  readonly ownUrl: string | null;
}

/** Waiting for a place in the queue counts as waiting for ccxt: the limit of time is the fetch's own. */
const NEVER_MS = 3_600_000;

/** The package tells bundlers and Node of the whole only (over a hundred exchanges); single ones are loaded from their files. */
const folder = (): string => path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', 'ccxt', 'js', 'src');

type ExchangeClass = new (config: Readonly<Record<string, unknown>>) => CcxtExchange;

function rehosted(given: typeof fetch, ownUrl: string | null): typeof fetch {
  if (ownUrl === null) return given;
  return (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    return given(`${ownUrl}${pathname}${search}`, init);
  };
}

interface Named {
  readonly symbol?: unknown;
  readonly instId?: unknown;
  readonly product_id?: unknown;
}

/** ccxt's parsers of single rows throw on words in the place of a number, and a whole answer would be lost by one row: such a row stays as it came, for the schema to refuse. */
function forgiving(exchange: CcxtExchange): CcxtExchange {
  for (const name of ['parseTicker', 'parseFundingRate', 'parseOpenInterest'] as const) {
    const parse = exchange[name].bind(exchange);
    exchange[name] = (raw, market) => {
      try {
        return parse(raw, market);
      } catch {
        const { symbol, instId, product_id: product } = (raw ?? {}) as Named;
        const id = symbol ?? instId ?? product;
        return { info: raw, symbol: (market as Named | undefined)?.symbol ?? (typeof id === 'string' ? exchange.safeSymbol(id) : undefined) };
      }
    };
  }
  return exchange;
}

/** One exchange of ccxt, loaded when it is first needed. It neither waits nor repeats by itself: the fetch does both, for all processes. */
export async function loadExchange({ source, module, options, fetch, ownUrl }: ExchangeSetup): Promise<CcxtExchange> {
  const file = path.join(folder(), `${module}.js`);
  if (!/^[a-z0-9]+$/.test(module) || !fs.existsSync(file)) throw new SourceError(source, 'refused', `no exchange is called ${module}`);
  const loaded = (await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ pathToFileURL(file).href)) as { readonly default: ExchangeClass };
  return forgiving(new loaded.default({ options, fetchImplementation: rehosted(fetch, ownUrl), enableRateLimit: false, timeout: NEVER_MS, userAgent: 'bandwise' }));
}
