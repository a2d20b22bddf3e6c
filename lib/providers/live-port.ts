import type { AssetKind, Consensus } from '@/lib/domain/market/asset';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import type { NetworkSource } from '@/lib/schemas/sources';

export { NETWORK_SOURCES, type NetworkSource } from '@/lib/schemas/sources';

/** What went wrong with a request, as a person and a schedule need to know it. */
export type SourceErrorKind = 'rate-limited' | 'refused' | 'unreachable' | 'timed-out' | 'garbled' | 'failed';

/** A request that gave nothing. `retryAt` is set where the source said when to come back. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  constructor(
    readonly source: NetworkSource,
    readonly kind: SourceErrorKind,
    message: string,
    readonly retryAt: Date | null = null,
  ) {
    super(message);
  }
}

/** Something in an answer that was not taken; the rest of the answer stands. */
export interface Refusal {
  /** The asset as the source names it; empty where it concerns the whole answer. */
  readonly subject: string;
  /** The day or moment it was about, as the source wrote it; empty where it has none. */
  readonly about: string;
  readonly reason: string;
  readonly raw: string;
}

/** What was taken from an answer, and what was not. */
export interface Taken<T> {
  readonly rows: readonly T[];
  readonly refused: readonly Refusal[];
}

/** An asset in a listing, under the source's own id. Numbers are plain decimal text, null where unknown. */
export interface ListedAsset {
  readonly externalId: string;
  readonly symbol: string;
  readonly name: string;
  /** Null where a listing does not say. */
  readonly kind: AssetKind | null;
  readonly sectors: readonly string[];
  readonly ecosystem: string | null;
  readonly consensus: Consensus | null;
  readonly maxSupply: string | null;
  /** Contract address by chain, as the source names chains. */
  readonly platforms: Readonly<Record<string, string>>;
  /** `owner/name` of its code repositories on GitHub. */
  readonly repositories: readonly string[];
}

/** A price within a day, for display only. */
export interface QuoteRow {
  readonly externalId: string;
  readonly price: string;
  readonly marketCap: string | null;
  readonly circulatingSupply: string | null;
  readonly tradedValue24h: string | null;
  /** Fraction. */
  readonly change24h: number | null;
  readonly quotedAt: Date;
}

/** One finished day of one asset. `day` is the UTC day whose close it is, whatever the source stamps it with. USD; supply in units. */
export interface DailyRow {
  readonly externalId: string;
  readonly day: IsoDay;
  readonly close: string | null;
  readonly tradedValue: string | null;
  readonly marketCap: string | null;
  readonly circulatingSupply: string | null;
  readonly open: string | null;
  readonly high: string | null;
  readonly low: string | null;
}

/** One value of a metric of one asset and day, in the metric's own unit. */
export interface MetricRow {
  readonly externalId: string;
  readonly metric: string;
  readonly day: IsoDay;
  readonly value: string;
}

/** One value of a market-wide series. */
export interface SeriesRow {
  readonly metric: string;
  readonly day: IsoDay;
  readonly value: string;
}

/** A headline: title and link, never the text. */
export interface NewsRow {
  readonly feed: string;
  readonly guid: string;
  readonly title: string;
  readonly link: string;
  readonly publishedAt: Date;
}

/** A yield on offer. Yields are fractions a year. */
export interface YieldRow {
  readonly poolId: string;
  readonly project: string;
  readonly chain: string;
  readonly symbol: string;
  readonly baseYield: number | null;
  readonly rewardYield: number | null;
  readonly tvl: string | null;
  readonly stablecoin: boolean;
}

/** Days asked for, both included. */
export interface Span {
  readonly from: IsoDay;
  readonly to: IsoDay;
}

/**
 * A live source. Each ability is there or not; what is there asks the network through the `fetch` it was made with, throws `SourceError`
 * where an answer as a whole is of no use, and refuses single rows by name.
 */
export interface LiveProvider {
  readonly source: NetworkSource;
  /** How far back its history goes from `today`, in days; null without a limit. */
  readonly historyDays: number | null;
  /** All assets it lists, the largest first, page by page. */
  listing?(limit: number): AsyncIterable<Taken<ListedAsset> & { readonly quotes: readonly QuoteRow[] }>;
  /** What a listing does not say: sectors, kind, supply, repositories. */
  describe?(externalId: string): Promise<Taken<ListedAsset & { readonly metrics: readonly MetricRow[] }>>;
  /** Ids of the assets in one of the source's categories, the largest first, as far down as `listed` reaches; of all without it. */
  category?(category: string, listed?: ReadonlySet<string>): Promise<readonly string[]>;
  quotes?(externalIds: readonly string[]): Promise<Taken<QuoteRow>>;
  /** Closes of one finished day for many assets at once. */
  closes?(externalIds: readonly string[], day: IsoDay): Promise<Taken<DailyRow>>;
  /** Finished days of one asset. */
  history?(externalId: string, span: Span): Promise<Taken<DailyRow>>;
  /** Metrics of one asset: on-chain, developer, liquidity, protocol. */
  metrics?(externalId: string, span: Span): Promise<Taken<MetricRow>>;
  /** Metrics of all assets that the source knows, in few requests; of the day that has just ended only. */
  dayMetrics?(day: IsoDay): Promise<Taken<MetricRow>>;
  series?(span: Span): Promise<Taken<SeriesRow>>;
  news?(): Promise<Taken<NewsRow>>;
  yields?(): Promise<Taken<YieldRow>>;
}
