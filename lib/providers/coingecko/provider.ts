import 'server-only';
import type { z } from 'zod';
import { daysBetween, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { chunkIds } from '../chunk-ids';
import type { ProviderContext } from '../context';
import { dayOf } from '../day-stamps';
import { SourceError, type DailyRow, type LiveProvider, type QuoteRow, type Span, type Taken } from '../live-port';
import { rawText, schemaFault, type Refusals } from '../refusals';
import { CATEGORIES } from './categories';
import { COINGECKO_URLS, CoingeckoClient, PAGE_SIZE, type Answer, type CoingeckoAccess, type MarketsQuery } from './client';
import { faultOf, faultOfStatus } from './faults';
import { categoryListSchema, chartSchema, coinSchema, listSchema, type Market } from './schema';
import { inOrderAsked, lastFinishedDay, readMarkets, toDayBefore, toListed, toQuote } from './transform';
import { toHistory } from './transform-chart';
import { toDescription } from './transform-coin';

/** Days back that CoinGecko gives without a paid plan; a question that goes further is refused as a whole (10012). */
export const FREE_HISTORY_DAYS = 365;
/** Ids in an address: proxies on the way refuse longer ones. */
const MOST_ID_TEXT = 6_000;
const CATEGORY_LIST_MS = 86_400_000;

export interface CoingeckoSetup extends CoingeckoAccess {
  /** Assets that are followed: no more of a category are of use. */
  readonly listing: number;
}

class CoingeckoProvider implements LiveProvider {
  readonly source = 'coingecko';
  readonly historyDays: number | null;
  private readonly client: CoingeckoClient;
  private categories: { readonly at: number; readonly ids: ReadonlyMap<string, string> } | null = null;

  constructor(private readonly setup: CoingeckoSetup) {
    this.historyDays = setup.plan === 'pro' ? null : FREE_HISTORY_DAYS;
    this.client = new CoingeckoClient(setup);
  }

  /** A body as described; an error in the place of an answer is thrown as what it is. */
  private read<S extends z.ZodType>(schema: S, answer: Answer): z.output<S> {
    if (!answer.ok) throw answer.fault.error;
    const parsed = schema.safeParse(answer.body);
    if (parsed.success) return parsed.data;
    if (faultOf(answer.body)) throw faultOfStatus(200, answer.body, null, this.setup.now()).error;
    throw new SourceError('coingecko', 'garbled', `CoinGecko's answer is not as described: ${schemaFault(parsed.error)} in ${rawText(answer.body).slice(0, 120)}`);
  }

  private async page(query: MarketsQuery): Promise<unknown[]> {
    return this.read(listSchema, await this.client.markets(query));
  }

  async *listing(limit: number) {
    const seen = new Set<string>();
    for (let number = 1; (number - 1) * PAGE_SIZE < limit; number++) {
      const page = await this.page({ page: number });
      const { markets, refusals } = readMarkets(page.slice(0, limit - (number - 1) * PAGE_SIZE), seen);
      const now = this.setup.now();
      const quotes = markets.flatMap((market) => toQuote(market, now, refusals) ?? []);
      yield { rows: markets.map((market) => toListed(market, refusals)), quotes, refused: refusals.list };
      if (page.length < PAGE_SIZE) return;
    }
  }

  async describe(externalId: string) {
    const answer = await this.client.coin(externalId);
    if (!answer.ok && answer.fault.unknown) return this.notThere(externalId);
    const coin = this.read(coinSchema, answer);
    return coin.id === externalId ? toDescription(coin, this.setup.now()) : this.notThere(externalId);
  }

  private notThere(externalId: string): { readonly rows: readonly never[]; readonly refused: Taken<never>['refused'] } {
    return { rows: [], refused: [{ subject: externalId, about: '', reason: 'not in the answer', raw: '' }] };
  }

  /** CoinGecko's id of a category, by id or by name; null where it has none such. */
  private async categoryId(category: string): Promise<string | null> {
    const now = this.setup.now().getTime();
    if (!this.categories || now - this.categories.at > CATEGORY_LIST_MS) {
      const list = this.read(categoryListSchema, await this.client.categories());
      this.categories = { at: now, ids: new Map(list.flatMap(({ category_id, name }) => [[name.trim().toLowerCase(), category_id], [category_id, category_id]])) };
    }
    const name = CATEGORIES.find(({ id }) => id === category)?.name ?? category;
    return this.categories.ids.get(category) ?? this.categories.ids.get(name.toLowerCase()) ?? null;
  }

  async category(category: string, listed?: ReadonlySet<string>): Promise<readonly string[]> {
    const id = await this.categoryId(category);
    const members = new Set<string>();
    for (let number = 1; id !== null && (number - 1) * PAGE_SIZE < this.setup.listing; number++) {
      const page = await this.page({ category: id, page: number });
      const ids = readMarkets(page).markets.map((market) => market.id);
      for (const member of ids) members.add(member);
      // By size: where nobody follows the second half of a page, nobody follows what comes after it.
      if (page.length < PAGE_SIZE || (listed && !ids.slice(ids.length >> 1).some((member) => listed.has(member)))) break;
    }
    return [...members];
  }

  /** One row of each market that was asked for. */
  private async each<T extends { readonly externalId: string }>(externalIds: readonly string[], row: (market: Market, refusals: Refusals) => T | null): Promise<Taken<T>> {
    const parts: Taken<T>[] = [];
    for (const ids of chunkIds(externalIds, PAGE_SIZE, MOST_ID_TEXT)) {
      const { markets, refusals } = readMarkets(await this.page({ ids }));
      parts.push(inOrderAsked(ids, markets.flatMap((market) => row(market, refusals) ?? []), refusals));
    }
    return { rows: parts.flatMap(({ rows }) => rows), refused: parts.flatMap(({ refused }) => refused) };
  }

  quotes(externalIds: readonly string[]): Promise<Taken<QuoteRow>> {
    return this.each(externalIds, (market, refusals) => toQuote(market, this.setup.now(), refusals));
  }

  /** Supply and traded value of the last finished day, for many at once. CoinGecko closes many in no single request: see `history`. */
  closes(externalIds: readonly string[], day: IsoDay): Promise<Taken<DailyRow>> {
    if (day === lastFinishedDay(this.setup.now())) return this.each(externalIds, (market, refusals) => toDayBefore(market, day, refusals));
    return Promise.resolve({ rows: [], refused: [{ subject: '', about: day, reason: 'only the day that has just ended is told for many at once', raw: '' }] });
  }

  async history(externalId: string, span: Span): Promise<Taken<DailyRow>> {
    const now = this.setup.now();
    // The first point of the last N days is the close of N days ago.
    const back = Math.max(1, daysBetween(span.from, dayOf(now)));
    const answer = await this.client.chart(externalId, this.historyDays === null ? back : Math.min(back, this.historyDays));
    if (!answer.ok && answer.fault.unknown) return this.notThere(externalId);
    if (!answer.ok && answer.fault.beyondWindow) return { rows: [], refused: [{ subject: externalId, about: span.from, reason: 'further back than the plan gives', raw: '' }] };
    return toHistory(externalId, this.read(chartSchema, answer), span, now);
  }
}

export const coingeckoProvider = (setup: CoingeckoSetup): LiveProvider => new CoingeckoProvider(setup);

/** CoinGecko with the installation's own key, or without any. */
export function createCoingecko(context: ProviderContext): LiveProvider {
  const { coingeckoKey, coingeckoPlan } = context.keys;
  const plan = coingeckoKey ? coingeckoPlan : 'none';
  return coingeckoProvider({
    fetch: context.fetch('coingecko'),
    baseUrl: context.url('coingecko', COINGECKO_URLS[plan]),
    plan,
    apiKey: coingeckoKey,
    now: () => context.clock.now(),
    listing: context.settings.listing,
  });
}
