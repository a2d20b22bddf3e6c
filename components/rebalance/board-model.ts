import { DAYS_PER_YEAR } from '@/lib/domain/foundation/year';
import type { RebalancePlan } from '@/lib/domain/rebalancing/types';
import type { NotAdvised } from '@/lib/domain/rebalancing/not-advised';
import type { CalendarState } from '@/lib/domain/rebalancing/calendar';
import type { SuggestionBase } from '@/lib/domain/rebalancing/suggestion-request';
import type { ControlTexts } from '@/lib/schemas/rebalance-controls';

/** What the rebalance page hands to its parts: plain data, so that the browser can plan again. */
export interface BoardProps {
  readonly base: SuggestionBase;
  readonly names: Readonly<Record<string, { readonly name: string; readonly symbol: string }>>;
  readonly usual: ControlTexts;
  readonly controls: ControlTexts;
  readonly points: number;
  readonly regime: string | null;
  /** The calendar in place of the bands; null where the bands decide. */
  readonly calendar: CalendarState | null;
  /** Tokens held or wanted that had no close on the day. */
  readonly unpriced: readonly string[];
  /** Kept, and nothing is advised: their closes are past 48 hours. */
  readonly notAdvised: readonly NotAdvised[];
  readonly snapshot: { readonly id: string; readonly expiresAt: string } | null;
  readonly watches: readonly { readonly rule: string; readonly fired: boolean; readonly detail: string }[];
  /** Daily covariance of the last 90 returns in the order of the positions; null where a close is missing. */
  readonly covariance: readonly (readonly number[])[] | null;
  readonly day: string;
}

export interface GaugeRow {
  readonly asset: string;
  readonly name: string;
  readonly symbol: string;
  readonly now: number;
  readonly after: number | null;
  readonly target: number;
  readonly lower: number;
  readonly upper: number;
  readonly used: number | null;
  readonly outside: boolean;
  readonly kept: boolean;
  /** Kept as cash of the plan: a stablecoin (Rule 2.2). */
  readonly cashLike: boolean;
  /** Kept because its close is too old to advise anything. */
  readonly stale: boolean;
}

export type Names = BoardProps['names'];

/** Rows of the gauge table: trades first, then by how much of the band is used. Tokens neither held nor wanted are left out; what is kept and waits has a close too old. */
export function gaugeRows(plan: RebalancePlan, names: Names): GaugeRow[] {
  const waits = new Set(plan.deferred.map(({ asset }) => asset));
  const after = new Map(plan.after.map((row) => [row.asset, row.weight]));
  const traded = new Set(plan.trades.map((trade) => trade.asset));
  const rows = plan.drift.filter((row) => row.target > 0 || (row.weight ?? 0) > 0).map((row): GaugeRow => ({
    asset: row.asset,
    name: names[row.asset]?.name ?? row.asset,
    symbol: names[row.asset]?.symbol ?? row.asset,
    now: row.weight ?? 0,
    after: traded.has(row.asset) ? (after.get(row.asset) ?? null) : null,
    target: row.target,
    lower: row.lower,
    upper: row.upper,
    used: row.bandUsed,
    outside: row.breached,
    kept: row.kept,
    cashLike: row.cashLike,
    stale: row.kept && waits.has(row.asset),
  }));
  const rank = (row: GaugeRow): number => (row.kept ? 2 : row.after === null ? 1 : 0);
  return rows.sort((a, b) => rank(a) - rank(b) || (b.used ?? 99) - (a.used ?? 99) || (a.name < b.name ? -1 : 1));
}

/** The row that has used the most of its band without leaving it. */
export function nearest(rows: readonly GaugeRow[]): GaugeRow | null {
  return rows.filter((row) => !row.kept && !row.outside && row.used !== null).sort((a, b) => (b.used ?? 0) - (a.used ?? 0))[0] ?? null;
}

/** Volatility a year of weights under a daily covariance; what is left of 1 is cash. */
export function volatilityOf(weights: readonly number[], covariance: readonly (readonly number[])[]): number {
  const variance = weights.reduce((sum, a, i) => sum + weights.reduce((inner, b, j) => inner + a * b * (covariance[i]?.[j] ?? 0), 0), 0);
  return Math.sqrt(Math.max(0, variance) * DAYS_PER_YEAR);
}
