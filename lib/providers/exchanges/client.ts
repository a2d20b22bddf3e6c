import 'server-only';
import type { z } from 'zod';
import { SourceError, type NetworkSource } from '../live-port';
import { rawText, schemaFault } from '../refusals';
import { exchangeFault } from './faults';
import { loadExchange, type CcxtExchange, type ExchangeSetup } from './load-exchange';
import { bookSchema, bySymbolSchema, listSchema, marketSchema, type Book, type Market } from './schema';

/** Markets as they were last told, by exchange and address: a list of them is megabytes, and several providers ask for it in a day. */
export type MarketCache = Map<string, { readonly at: number; readonly markets: Promise<readonly Market[]> }>;

export interface ClientSetup extends ExchangeSetup {
  readonly now: () => Date;
  readonly cache: MarketCache;
  readonly marketParams: Readonly<Record<string, unknown>>;
  /** Which of its markets are kept. */
  readonly keep: (market: Market) => boolean;
  readonly turnover: ((bar: readonly unknown[]) => number) | null;
}

/** Listings change; a pair that has appeared since is not asked for before it was listed. */
const MARKETS_MS = 6 * 3_600_000;

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** ccxt's market without the bulk of its raw body: what its parsers read there are single words. */
function slim(market: unknown): unknown {
  const raw = (market as { readonly info?: unknown }).info;
  if (typeof raw !== 'object' || raw === null) return market;
  return { ...(market as object), info: Object.fromEntries(Object.entries(raw).filter(([, value]) => isPlain(value))) };
}

/** The questions that are asked of an exchange, through ccxt. Every error is a `SourceError`. */
export class ExchangeClient {
  private exchange: Promise<CcxtExchange> | null = null;
  private held: readonly Market[] | null = null;

  constructor(private readonly setup: ClientSetup) {}

  get source(): NetworkSource {
    return this.setup.source;
  }

  private async open(): Promise<CcxtExchange> {
    this.exchange ??= this.load();
    return this.exchange;
  }

  private async load(): Promise<CcxtExchange> {
    const { turnover } = this.setup;
    const exchange = await loadExchange(this.setup);
    if (turnover) {
      const parse = exchange.parseOHLCV.bind(exchange);
      exchange.parseOHLCV = (bar, market) => [...parse(bar, market), Array.isArray(bar) ? turnover(bar) : Number.NaN];
    }
    return exchange;
  }

  private async attempt<T>(ask: (exchange: CcxtExchange) => Promise<T>): Promise<T> {
    try {
      return await ask(await this.open());
    } catch (thrown) {
      throw exchangeFault(this.source, thrown, this.setup.now());
    }
  }

  private read<S extends z.ZodType>(schema: S, answer: unknown): z.output<S> {
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw new SourceError(this.source, 'garbled', `its answer is not as described: ${schemaFault(parsed.error)} in ${rawText(answer).slice(0, 120)}`);
  }

  private async ask<S extends z.ZodType>(schema: S, question: (exchange: CcxtExchange) => Promise<unknown>): Promise<z.output<S>> {
    await this.markets();
    return this.read(schema, await this.attempt(question));
  }

  /** Its markets of use, by symbol; `fresh` asks again. */
  async markets(fresh = false): Promise<readonly Market[]> {
    const { cache, now, module, ownUrl, options } = this.setup;
    const key = JSON.stringify([module, ownUrl, options]);
    const at = now().getTime();
    let known = cache.get(key);
    if (!known || fresh || at - known.at > MARKETS_MS || at < known.at) {
      known = { at, markets: this.askMarkets() };
      cache.set(key, known);
    }
    try {
      const markets = await known.markets;
      if (this.held !== markets) (await this.open()).setMarkets(markets);
      this.held = markets;
      return markets;
    } catch (thrown) {
      if (cache.get(key) === known) cache.delete(key);
      throw exchangeFault(this.source, thrown, now());
    }
  }

  private async askMarkets(): Promise<readonly Market[]> {
    const told = this.read(listSchema, await this.attempt((exchange) => exchange.fetchMarkets({ ...this.setup.marketParams })));
    const kept = told.filter((market) => {
      const parsed = marketSchema.safeParse(market);
      return parsed.success && this.setup.keep(parsed.data);
    });
    if (told.length > 0 && kept.length === 0 && !told.some((market) => marketSchema.safeParse(market).success)) {
      throw new SourceError(this.source, 'garbled', 'none of its markets is as described');
    }
    return kept.map((market) => slim(market) as Market);
  }

  tickers(): Promise<Record<string, unknown>> {
    return this.ask(bySymbolSchema, (exchange) => exchange.fetchTickers());
  }

  /** Daily bars in UTC from the day that begins at `since`, the oldest first; `until` is a moment in the last day. */
  bars(symbol: string, since: number, limit: number, until: number | null): Promise<unknown[]> {
    return this.ask(listSchema, (exchange) => exchange.fetchOHLCV(symbol, '1d', since, limit, until === null ? {} : { until }));
  }

  book(symbol: string, levels: number | undefined): Promise<Book> {
    return this.ask(bookSchema, (exchange) => exchange.fetchOrderBook(symbol, levels));
  }

  rates(): Promise<Record<string, unknown>> {
    return this.ask(bySymbolSchema, (exchange) => exchange.fetchFundingRates());
  }

  intervals(): Promise<Record<string, unknown>> {
    return this.ask(bySymbolSchema, (exchange) => exchange.fetchFundingIntervals());
  }

  interests(): Promise<Record<string, unknown>> {
    return this.ask(bySymbolSchema, (exchange) => exchange.fetchOpenInterests());
  }

  async interest(symbol: string): Promise<unknown> {
    await this.markets();
    return this.attempt((exchange) => exchange.fetchOpenInterest(symbol));
  }
}
