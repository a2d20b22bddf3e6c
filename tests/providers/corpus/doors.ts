import { addDays, isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import type { LiveProvider, Taken } from '@/lib/providers/live-port';
import { storeDaily } from '@/lib/services/live/store-daily';
import { storeDescription, storeListing } from '@/lib/services/live/store-listing';
import { storeMetrics, storeSeries } from '@/lib/services/live/store-metrics';
import { storeNews } from '@/lib/services/live/store-news';
import { storeQuotes } from '@/lib/services/live/store-quotes';
import { storeYields } from '@/lib/services/live/store-yields';

export const TODAY = isoDay('2026-06-15');
export const noonOf = (day: IsoDay): Date => new Date(`${day}T12:00:00Z`);

/** What came of asking and storing: rows as they were given, and how many were refused on either side. */
export interface Outcome {
  readonly rows: readonly unknown[];
  readonly stored: number;
  readonly refused: number;
}

export interface Context {
  readonly datasetId: number;
  readonly at: Date;
  /** Last finished day. */
  readonly day: IsoDay;
  /** Days of history to ask for. */
  readonly back: number;
}

/** One question to one source, and where its answer is stored. */
export interface Door {
  readonly name: string;
  readonly source: string;
  readonly open: (provider: LiveProvider, context: Context) => Promise<Outcome>;
}

const COINS = ['bitcoin', 'ethereum', 'ripple'];

function namesAt(source: string): string[] {
  if (source === 'coinmetrics') return ['btc', 'eth'];
  if (source === 'github') return ['bitcoin bitcoin/bitcoin-core'];
  if (!source.startsWith('exchange:')) return COINS;
  const dollar = ['exchange:kraken', 'exchange:coinbase'].includes(source) ? 'USD' : 'USDT';
  return [`BTC/${dollar}`, `ETH/${dollar}`];
}

type Store<T> = (context: { datasetId: number }, source: LiveProvider['source'], taken: Taken<T>, at: Date) => Promise<{ stored: number; refused: number }>;

async function put<T>(store: Store<T>, { datasetId, at }: Context, source: LiveProvider['source'], taken: Taken<T>): Promise<Outcome> {
  return { rows: taken.rows, ...(await store({ datasetId }, source, taken, at)) };
}

const sum = (outcomes: readonly Outcome[]): Outcome => ({
  rows: outcomes.flatMap(({ rows }) => rows),
  stored: outcomes.reduce((total, one) => total + one.stored, 0),
  refused: outcomes.reduce((total, one) => total + one.refused, 0),
});

async function each<T>(names: readonly string[], ask: (name: string) => Promise<Taken<T>>, store: (taken: Taken<T>) => Promise<Outcome>): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const name of names) outcomes.push(await store(await ask(name)));
  return sum(outcomes);
}

async function listing(provider: LiveProvider, context: Context): Promise<Outcome> {
  const pages: Outcome[] = [];
  for await (const page of provider.listing?.(20) ?? []) {
    const stored = await storeListing({ datasetId: context.datasetId }, provider.source, page, context.at);
    pages.push({ rows: [...page.rows, ...page.quotes], ...stored });
  }
  return sum(pages);
}

type Opener = (provider: LiveProvider, context: Context) => Promise<Outcome>;
const OPENERS: Readonly<Record<string, readonly [keyof LiveProvider, Opener]>> = {
  listing: ['listing', listing],
  description: ['describe', (provider, context) => each(namesAt(provider.source), (name) => (provider as Required<LiveProvider>).describe(name), (taken) => put(storeDescription, context, provider.source, taken))],
  quotes: ['quotes', async (provider, context) => put(storeQuotes, context, provider.source, await (provider as Required<LiveProvider>).quotes(namesAt(provider.source)))],
  closes: ['closes', async (provider, context) => put(storeDaily, context, provider.source, await (provider as Required<LiveProvider>).closes(namesAt(provider.source), context.day))],
  history: ['history', (provider, context) => each(namesAt(provider.source), (name) => (provider as Required<LiveProvider>).history(name, { from: addDays(context.day, -context.back), to: context.day }), (taken) => put(storeDaily, context, provider.source, taken))],
  metrics: ['metrics', (provider, context) => each(namesAt(provider.source), (name) => (provider as Required<LiveProvider>).metrics(name, { from: addDays(context.day, -context.back), to: addDays(context.day, 1) }), (taken) => put(storeMetrics, context, provider.source, taken))],
  series: ['series', async (provider, context) => put(storeSeries, context, provider.source, await (provider as Required<LiveProvider>).series({ from: addDays(context.day, -context.back), to: addDays(context.day, 1) }))],
  news: ['news', async (provider, context) => put(storeNews, context, provider.source, await (provider as Required<LiveProvider>).news())],
  yields: ['yields', async (provider, context) => put(storeYields, context, provider.source, await (provider as Required<LiveProvider>).yields())],
};

/** Every question that these providers can be asked. */
export function doorsOf(providers: readonly LiveProvider[]): Door[] {
  return providers.flatMap((provider) =>
    Object.entries(OPENERS).flatMap(([name, [ability, open]]) => (typeof provider[ability] === 'function' ? [{ name: `${name} of ${provider.source}`, source: provider.source, open }] : [])),
  );
}
