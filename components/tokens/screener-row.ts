import type { FreshnessText } from '@/lib/format/freshness';
import type { FeatureNumbers } from '@/lib/schemas/screener-measures';

/** A token as the screener shows it; null is n/a. Fractions and USD; price and cap as exact text. */
export interface ScreenerRow {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly kind: string;
  readonly sectors: readonly string[];
  readonly ecosystem: string | null;
  readonly consensus: string | null;
  readonly rank: number | null;
  readonly price: string | null;
  readonly marketCap: string | null;
  readonly tradedValue30d: number | null;
  readonly change1d: number | null;
  readonly change7d: number | null;
  readonly change30d: number | null;
  readonly change365d: number | null;
  readonly volatility90d: number | null;
  readonly drawdown: number | null;
  readonly investorGrade: number | null;
  readonly traderGrade: number | null;
  readonly coverage: number | null;
  readonly lenses: number;
  readonly rating: string | null;
  readonly eligible: boolean;
  readonly ineligibleReason: string | null;
  readonly flags: readonly string[];
  readonly freshness: FreshnessText;
  /** A price of within the day, for display only. */
  readonly quote: { readonly price: string; readonly source: string; readonly ageMinutes: number } | null;
  readonly sparkline: readonly (number | null)[];
  /** The features that were asked for, by code. */
  readonly features?: Readonly<Record<string, FeatureNumbers>>;
}
