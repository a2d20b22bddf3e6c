import 'server-only';
import { addDays, isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { SourceError, type DailyRow, type QuoteRow } from '@/lib/providers/live-port';
import { fetchCloses, type Tell } from './daily-closes';
import { todayOf, type Live, type With } from './live';
import { planHistory } from './plan-backfill';

/** Shares of the first start, roughly as long as they take. */
const LISTING_SHARE = 0.5;
const CLOSES_SHARE = 0.45;

/**
 * What circulates hardly changes within a day: what a listing says today stands for the end of yesterday, until the source's own history
 * tells it exactly. With the close it gives the market cap. A price of today is no close of yesterday.
 */
export function supplyRows(quotes: readonly QuoteRow[], today: IsoDay): DailyRow[] {
  const day = addDays(today, -1);
  const unknown = { close: null, tradedValue: null, marketCap: null, open: null, high: null, low: null };
  return quotes.flatMap(({ externalId, circulatingSupply, quotedAt }) =>
    circulatingSupply !== null && isoDay(quotedAt.toISOString().slice(0, 10)) === today ? [{ externalId, day, circulatingSupply, ...unknown }] : [],
  );
}

export interface ListingSummary {
  readonly assets: number;
  /** Why the listing ended early, where it did. */
  readonly trouble: string | null;
}

/** Stores a source's listing page by page, with its quotes and supplies. What came before a failure stands. */
export async function storeUniverse(live: Live, provider: With<'listing'>, tell: Tell = () => undefined): Promise<ListingSummary> {
  const { datasetId, store, clock, settings } = live;
  let assets = 0;
  try {
    for await (const page of provider.listing(settings.listing)) {
      await store.listing({ datasetId }, provider.source, page, clock.now());
      await store.daily({ datasetId }, provider.source, { rows: supplyRows(page.quotes, todayOf(clock)), refused: [] }, clock.now());
      assets += page.rows.length;
      tell(Math.min(1, assets / settings.listing), `${assets} assets listed`);
    }
    return { assets, trouble: null };
  } catch (error) {
    if (!(error instanceof SourceError) || assets === 0) throw error;
    return { assets, trouble: error.message };
  }
}

/**
 * Today's market from nothing: what is listed with its quotes, the closes of yesterday, then tasks for the history. The market is shown
 * as soon as it holds closes. Run again after an interruption it goes on with what is missing.
 */
export async function firstStart(live: Live, provider: With<'listing'>, tell: Tell): Promise<string> {
  const listing = await storeUniverse(live, provider, (share, words) => tell(share * LISTING_SHARE, words));
  const closes = await fetchCloses(live, (share, words) => tell(LISTING_SHARE + share * CLOSES_SHARE, words));
  await live.store.merge(live.datasetId);
  const tasks = await planHistory(live);
  const troubles = [...(listing.trouble ? [`listing: ${listing.trouble}`] : []), ...closes.troubles];
  return [`${listing.assets} assets of ${provider.source}, closes of ${closes.day}; ${tasks} histories to come`, ...troubles].join('; ');
}
