import 'server-only';
import type { Clock } from '@/lib/clock';
import { addDays, isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import type { DailyRow, ListedAsset, LiveProvider, MetricRow, NetworkSource, NewsRow, QuoteRow, SeriesRow, Taken, YieldRow } from '@/lib/providers/live-port';
import type { SourceSettings } from '@/lib/schemas/sources';
import type { StoreContext, Stored } from './store-context';
import type { Belonging } from './store-listing';

type Store<T> = (ctx: StoreContext, source: NetworkSource, taken: Taken<T>, at: Date) => Promise<Stored>;

/** Every way in which an answer is stored: judged, in one transaction, the same answer twice like once. */
export interface LiveStore {
  readonly listing: (ctx: StoreContext, source: NetworkSource, taken: Taken<ListedAsset> & { readonly quotes: readonly QuoteRow[] }, at: Date) => Promise<Stored>;
  readonly description: Store<ListedAsset & { readonly metrics: readonly MetricRow[] }>;
  /** What the source's categories say of the assets in them. */
  readonly categories: (ctx: StoreContext, source: NetworkSource, belongings: readonly Belonging[], at: Date) => Promise<Stored>;
  readonly daily: Store<DailyRow>;
  readonly quotes: Store<QuoteRow>;
  readonly metrics: Store<MetricRow>;
  readonly series: Store<SeriesRow>;
  readonly news: Store<NewsRow>;
  readonly yields: Store<YieldRow>;
  /** Makes the market of what is stored; activates it where none is active. */
  readonly merge: (datasetId: number) => Promise<unknown>;
}

/** A live market with its sources and its store: what every service here works on. */
export interface Live {
  readonly datasetId: number;
  readonly providers: readonly LiveProvider[];
  readonly settings: SourceSettings;
  readonly store: LiveStore;
  readonly clock: Clock;
  /** Ends what its sources are asked: whoever asks no longer holds the work. */
  readonly over?: AbortSignal | undefined;
}

export const todayOf = (clock: Clock): IsoDay => isoDay(clock.now().toISOString().slice(0, 10));

/** The last finished day. */
export const yesterdayOf = (clock: Clock): IsoDay => addDays(todayOf(clock), -1);

export type Ability = 'listing' | 'describe' | 'category' | 'quotes' | 'closes' | 'history' | 'metrics' | 'dayMetrics' | 'series' | 'news' | 'yields';
export type With<A extends Ability> = LiveProvider & Required<Pick<LiveProvider, A>>;

/** The sources that can do something. */
export const thoseWith = <A extends Ability>(providers: readonly LiveProvider[], ability: A): With<A>[] => providers.filter((provider): provider is With<A> => provider[ability] !== undefined);

/** The source whose listing makes the assets; all others are matched to these. */
export const LISTS_MARKET: NetworkSource = 'coingecko';

export const listingSource = (providers: readonly LiveProvider[]): With<'listing'> | undefined => thoseWith(providers, 'listing').find(({ source }) => source === LISTS_MARKET);
