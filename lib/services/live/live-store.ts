import 'server-only';
import type { LiveStore } from './live';
import { mergeLive } from './merge-live';
import { storeDaily } from './store-daily';
import { storeCategories, storeDescription, storeListing } from './store-listing';
import { storeMetrics, storeSeries } from './store-metrics';
import { storeNews } from './store-news';
import { storeQuotes } from './store-quotes';
import { storeYields } from './store-yields';

/** The store of this installation's database. */
export const liveStore: LiveStore = {
  listing: storeListing,
  description: storeDescription,
  categories: storeCategories,
  daily: storeDaily,
  quotes: storeQuotes,
  metrics: storeMetrics,
  series: storeSeries,
  news: storeNews,
  yields: storeYields,
  merge: mergeLive,
};
