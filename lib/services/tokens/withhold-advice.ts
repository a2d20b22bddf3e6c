import 'server-only';
import type { ScreenerRow as StoredRow } from '@/lib/data/screener';
import { mayAdvise, type Freshness } from '@/lib/domain/market/freshness';
import type { AssetFreshness } from '@/lib/services/market/read-freshness';

/** A price of within the day: for display only. */
export interface QuoteNow {
  /** USD, exact text. */
  readonly price: string;
  readonly source: string;
  readonly ageMinutes: number;
}

export interface Aged {
  readonly freshness: Freshness;
  readonly quote: QuoteNow | null;
}

export type AgedRow = StoredRow & Aged;

const NEVER_SEEN: Freshness = { state: 'stale', reason: 'never-seen', ageHours: null };

/** What is told of an asset's age; an asset that the market does not know was never seen. */
export function agedOf(found: AssetFreshness | undefined): Aged {
  if (found === undefined) return { freshness: NEVER_SEEN, quote: null };
  const { state, reason, ageHours, quote } = found;
  return { freshness: { state, reason, ageHours }, quote: quote && { price: quote.price, source: quote.source, ageMinutes: quote.ageMinutes } };
}

/** Past 48 hours a token is rated no more: the numbers stay as the last good ones, the advice goes, and the row says so. */
export function withholdAdvice(row: StoredRow, found: AssetFreshness | undefined): AgedRow {
  const aged = agedOf(found);
  return mayAdvise(aged.freshness) ? { ...row, ...aged } : { ...row, ...aged, rating: null, flags: [...row.flags, aged.freshness.state] };
}
