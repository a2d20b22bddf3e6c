import 'server-only';
import { CLOCK_SKEW_MS } from '@/lib/domain/market/live-rules';
import { judgeAmount, judgePrice } from '../judge-number';
import type { ListedAsset, QuoteRow, Taken } from '../live-port';
import { Refusals, schemaFault } from '../refusals';
import { tickerSchema, type Market, type Ticker } from './schema';

/**
 * Quote currencies that count as USD, the preferred first: an asset is listed by its pair against the first of these that there is. The
 * pair's name says which; a price in a stablecoin is as far from USD as that coin is.
 */
export const DOLLARS: readonly string[] = ['USD', 'USDT', 'USDC'];

/** Government money that exchanges trade like coins. */
const FIAT: ReadonlySet<string> = new Set(['AED', 'ARS', 'AUD', 'BRL', 'CAD', 'CHF', 'COP', 'CZK', 'EUR', 'GBP', 'IDR', 'INR', 'JPY', 'KRW', 'MXN', 'NGN', 'NZD', 'PLN', 'RON', 'RUB', 'SGD', 'TRY', 'UAH', 'USD', 'VND', 'ZAR']);

/** A spot pair of an asset against dollars, open for trade. Pairs with other names than BASE/QUOTE are made up by the exchange. */
export const isDollarPair = ({ symbol, base, quote, spot, active }: Market): boolean =>
  spot === true && active !== false && DOLLARS.includes(quote) && !FIAT.has(base) && symbol === `${base}/${quote}`;

/** The one pair of each asset that stands for it. */
export function mainPairs(markets: readonly Market[]): Market[] {
  const main = new Map<string, Market>();
  for (const market of markets) {
    const held = main.get(market.base);
    if (!held || DOLLARS.indexOf(market.quote) < DOLLARS.indexOf(held.quote)) main.set(market.base, market);
  }
  return [...main.values()];
}

/** The asset's name where the exchange tells it (Coinbase), else its code: a ticker, which identifies nothing. */
function toListed({ symbol, base, info }: Market): ListedAsset {
  const name = typeof info.base_name === 'string' && info.base_name.trim() !== '' ? info.base_name.trim() : base;
  return { externalId: symbol, symbol: base, name, kind: null, sectors: [], ecosystem: null, consensus: null, maxSupply: null, platforms: {}, repositories: [] };
}

/** Value traded in 24 hours, in the quote currency; NaN where the exchange does not say. */
export function tradedOf({ quoteVolume, baseVolume, vwap, last }: Ticker): number {
  return quoteVolume ?? (baseVolume ?? Number.NaN) * (vwap ?? last);
}

/** The ticker of a pair, or null with the reason noted. */
export function readTicker(symbol: string, tickers: Readonly<Record<string, unknown>>, refusals: Refusals): Ticker | null {
  const raw = tickers[symbol];
  if (raw === undefined) return null;
  const parsed = tickerSchema.safeParse(raw);
  if (parsed.success && parsed.data.symbol === symbol) return parsed.data;
  refusals.add(symbol, '', parsed.success ? `it is a ticker of ${parsed.data.symbol}` : schemaFault(parsed.error), (raw as { info?: unknown } | null)?.info ?? raw);
  return null;
}

function toQuote(ticker: Ticker, rollingChange: boolean, now: Date, refusals: Refusals): QuoteRow | null {
  const { symbol, last, percentage, timestamp } = ticker;
  const at = timestamp ?? now.getTime();
  if (at > now.getTime() + CLOCK_SKEW_MS || at < 0) {
    refusals.add(symbol, String(at), at < 0 ? 'a time that is no date' : 'the price is from the future', ticker);
    return null;
  }
  const price = refusals.keep(judgePrice(last, 'price'), symbol, '', ticker);
  if (price === null) return null;
  const traded = tradedOf(ticker);
  const change = rollingChange && typeof percentage === 'number' && percentage > -100 ? percentage / 100 : null;
  return {
    externalId: symbol,
    price,
    marketCap: null,
    circulatingSupply: null,
    tradedValue24h: Number.isNaN(traded) ? null : refusals.keep(judgeAmount(traded, 'traded value'), symbol, '', ticker),
    change24h: change,
    quotedAt: new Date(at),
  };
}

/** Quotes of the pairs asked for; one that is not there, or not told, is refused by name. */
export function toQuotes(symbols: readonly string[], tickers: Readonly<Record<string, unknown>>, rollingChange: boolean, now: Date): Taken<QuoteRow> {
  const refusals = new Refusals();
  const rows = [...new Set(symbols)].flatMap((symbol) => {
    if (tickers[symbol] === undefined) refusals.add(symbol, '', 'not in the answer', '');
    const ticker = readTicker(symbol, tickers, refusals);
    return (ticker && toQuote(ticker, rollingChange, now, refusals)) ?? [];
  });
  return { rows, refused: refusals.list };
}

/** The assets of an exchange with their prices, those most traded first. Without a price a ticker could be anything: it is left out by name. */
export function toListing(markets: readonly Market[], tickers: Readonly<Record<string, unknown>>, rollingChange: boolean, limit: number, now: Date): Taken<ListedAsset> & { readonly quotes: readonly QuoteRow[] } {
  const pairs = mainPairs(markets);
  const { rows: quotes, refused } = toQuotes(pairs.map(({ symbol }) => symbol), tickers, rollingChange, now);
  const traded = new Map(quotes.map(({ externalId, tradedValue24h }) => [externalId, Number(tradedValue24h ?? -1)]));
  const size = ({ symbol }: Market): number => traded.get(symbol) ?? -1;
  const sorted = pairs.filter(({ symbol }) => traded.has(symbol)).sort((a, b) => size(b) - size(a) || (a.symbol < b.symbol ? -1 : 1)).slice(0, limit);
  const kept = new Set(sorted.map(({ symbol }) => symbol));
  return { rows: sorted.map(toListed), quotes: quotes.filter(({ externalId }) => kept.has(externalId)), refused };
}
