import 'server-only';
import { addDays, type IsoDay } from '@/lib/domain/foundation/iso-day';
import type { ProviderContext } from '../context';
import { dayOf, DAY_MS } from '../day-stamps';
import { judgeAmount } from '../judge-number';
import { SourceError, type DailyRow, type LiveProvider, type MetricRow, type NetworkSource, type QuoteRow, type Span, type Taken } from '../live-port';
import { plainNumber } from '../plain-number';
import { Refusals } from '../refusals';
import { ExchangeClient, type MarketCache } from './client';
import type { VenueMetric } from './combine-venues';
import type { Market } from './schema';
import { UnknownMarket } from './faults';
import { PerpDesk } from './perp-desk';
import { toHistory } from './transform-bars';
import { toldLimit } from './told-limit';
import { measureBook, type Measured } from './transform-book';
import { isDollarPair, readTicker, toListing, toQuotes, tradedOf } from './transform-markets';
import { venueOf, type Venue } from './venues';

export interface ExchangeAccess {
  /** ccxt's name. */
  readonly name: string;
  readonly fetch: typeof fetch;
  readonly ownUrl: string | null;
  readonly now: () => Date;
  readonly cache: MarketCache;
}

/** One answer tells of all pairs; it stands this long for the next asset that is asked about. */
const TICKERS_MS = 5 * 60_000;

type Listing = ReturnType<NonNullable<LiveProvider['listing']>>;

/** One exchange: what it lists against dollars, its daily bars, and how liquid its markets are now. */
class ExchangeProvider implements LiveProvider {
  readonly source: NetworkSource;
  readonly historyDays: number | null;
  private readonly venue: Venue;
  private readonly client: ExchangeClient;
  private readonly perps: PerpDesk | null;
  private told: { readonly at: number; readonly tickers: Promise<Record<string, unknown>> } | null = null;

  constructor(private readonly access: ExchangeAccess) {
    const { name, fetch, ownUrl, now, cache } = access;
    this.source = `exchange:${name}`;
    this.venue = venueOf(name);
    this.historyDays = this.venue.spot.historyDays;
    const { options, marketParams, turnover } = this.venue.spot;
    const shared = { source: this.source, fetch, ownUrl, now, cache };
    this.client = new ExchangeClient({ ...shared, module: name, options, marketParams, turnover, keep: isDollarPair });
    this.perps = this.venue.perps && new PerpDesk(this.venue.perps, shared);
  }

  private tickers(fresh = false): Promise<Record<string, unknown>> {
    const at = this.access.now().getTime();
    if (!this.told || fresh || at - this.told.at > TICKERS_MS) {
      const tickers = this.client.tickers();
      this.told = { at, tickers };
      tickers.catch(() => (this.told = null));
    }
    return this.told.tickers;
  }

  async *listing(limit: number): Listing {
    const markets = await this.client.markets(true);
    yield toListing(markets, await this.tickers(true), this.venue.spot.rollingChange, limit, this.access.now());
  }

  async quotes(externalIds: readonly string[]): Promise<Taken<QuoteRow>> {
    if (externalIds.length === 0) return { rows: [], refused: [] };
    return toQuotes(externalIds, await this.tickers(true), this.venue.spot.rollingChange, this.access.now());
  }

  private async market(externalId: string): Promise<Market | null> {
    return (await this.client.markets()).find(({ symbol }) => symbol === externalId) ?? null;
  }

  private notThere(externalId: string): Taken<never> {
    return { rows: [], refused: [{ subject: externalId, about: '', reason: 'no such market there, or it is closed', raw: '' }] };
  }

  /** Bars from the first day asked for on, request by request; a window without any may lie before the market was opened. */
  private async bars(symbol: string, { from, to }: Span): Promise<unknown[]> {
    const { barsPerRequest, until } = this.venue.spot;
    const last = Math.min(Date.parse(to), Date.parse(dayOf(this.access.now())));
    const bars: unknown[] = [];
    for (let since = Date.parse(from); since <= last; ) {
      const page = await this.client.bars(symbol, since, barsPerRequest, until ? since + barsPerRequest * DAY_MS - 1 : null);
      bars.push(...page);
      const stamps = page.flatMap((bar) => (Array.isArray(bar) && typeof bar[0] === 'number' ? [bar[0]] : []));
      const newest = stamps.reduce((latest, stamp) => (stamp <= last && stamp > latest ? stamp : latest), -1);
      since = newest >= since ? newest + DAY_MS : since + barsPerRequest * DAY_MS;
    }
    return bars;
  }

  /** What is known of a market; one that has gone since it was listed is no trouble of the exchange. */
  private async about<T>(externalId: string, ask: (market: Market) => Promise<Taken<T>>): Promise<Taken<T>> {
    const market = await this.market(externalId);
    if (!market) return this.notThere(externalId);
    return ask(market).catch((failed: unknown) => {
      if (failed instanceof UnknownMarket) return this.notThere(externalId);
      throw failed;
    });
  }

  history(externalId: string, span: Span): Promise<Taken<DailyRow>> {
    return this.about(externalId, () => this.days(externalId, span));
  }

  private async days(externalId: string, span: Span): Promise<Taken<DailyRow>> {
    const first = this.historyDays === null ? span.from : latest(span.from, addDays(dayOf(this.access.now()), -this.historyDays));
    return toHistory(externalId, await this.bars(externalId, { from: first, to: span.to }), span, this.access.now());
  }

  /** Liquidity as it is now, stamped with today: there is no other day of it. Rows are this venue's own; see `combineVenues`. */
  async metrics(externalId: string, span: Span): Promise<Taken<MetricRow>> {
    const day = dayOf(this.access.now());
    if (day < span.from || day > span.to) return { rows: [], refused: [{ subject: externalId, about: span.to, reason: 'liquidity is told as it is now only', raw: '' }] };
    return this.about(externalId, (market) => this.liquidity(externalId, market, day));
  }

  private async liquidity(externalId: string, market: Market, day: IsoDay): Promise<Taken<MetricRow>> {
    const refusals = new Refusals();
    const book = measureBook(await this.client.book(externalId, this.venue.spot.bookLevels));
    const row = (metric: VenueMetric, measured: Measured): MetricRow[] => {
      if (measured.ok) return [{ externalId, metric, day, value: plainNumber(measured.value) }];
      refusals.add(externalId, day, `${metric}: ${measured.reason}`, '');
      return [];
    };
    const spot = [...row('Depth2PctBidUSD', sane(book.bidUsd)), ...row('Depth2PctAskUSD', sane(book.askUsd)), ...row('SpreadBps', book.spreadBps)];
    const traded = await this.traded(externalId, refusals);
    const { fundingPerDay, openInterestUsd } = await this.contracts(market, book.mid, day, refusals);
    const more: [VenueMetric, number | null][] = [['VenueTradedUSD', traded], ['FundingRate', fundingPerDay], ['OpenInterestUSD', openInterestUsd]];
    return { rows: [...spot, ...more.flatMap(([metric, value]) => (value === null ? [] : row(metric, { ok: true, value })))], refused: refusals.list };
  }

  private async traded(externalId: string, refusals: Refusals): Promise<number | null> {
    const ticker = readTicker(externalId, await this.tickers(), refusals);
    const traded = ticker ? tradedOf(ticker) : Number.NaN;
    const judged = Number.isNaN(traded) ? null : refusals.keep(judgeAmount(traded, 'traded value'), externalId, '', ticker);
    return judged === null ? null : Number(judged);
  }

  /** What the contracts say. They are another door of the exchange, closed in some countries: its trouble is told, and the rest stands. */
  private async contracts({ base }: Market, price: number, day: IsoDay, refusals: Refusals): Promise<{ fundingPerDay: number | null; openInterestUsd: number | null }> {
    try {
      return (await this.perps?.measure(base, price, refusals)) ?? { fundingPerDay: null, openInterestUsd: null };
    } catch (failed) {
      if (!(failed instanceof SourceError)) throw failed;
      refusals.add(base, day, `funding and open interest: ${failed.message}`, '');
      return { fundingPerDay: null, openInterestUsd: null };
    }
  }
}

const latest = (a: IsoDay, b: IsoDay): IsoDay => (a > b ? a : b);

function sane(measured: Measured): Measured {
  if (!measured.ok) return measured;
  const judged = judgeAmount(measured.value, 'depth');
  return judged.ok ? measured : judged;
}

export const exchangeProvider = (access: ExchangeAccess): LiveProvider => new ExchangeProvider(access);

const sharedMarkets: MarketCache = new Map();

/** The exchanges of the settings. None is loaded before it is asked something. */
export function createExchanges(context: ProviderContext): LiveProvider[] {
  return [...new Set(context.settings.exchanges)].map((name) =>
    exchangeProvider({ name, fetch: context.fetch(`exchange:${name}`, { toldLimit }), ownUrl: context.ownUrl(`exchange:${name}`), now: () => context.clock.now(), cache: sharedMarkets }),
  );
}
