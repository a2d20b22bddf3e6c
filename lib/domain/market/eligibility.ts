import { dayNumber } from '../foundation/iso-day';
import { predecessorsOf, successorsOf } from './lineage';
import { assetIndex, at, type Columns, type MarketPanel } from './panel';
import { CARRY_FORWARD_DAYS, HELD_TOLERANCE, INDEX_KINDS, type Screens } from './rules';
import { medianTradedValue30d } from './traded-value';

/** Why an asset is not among the eligible, in the order in which the screens are applied. */
export const SCREEN_REASONS = {
  kind: 'not a coin or token of its own (stablecoin, wrapped, staked, leveraged, exchange IOU or other)',
  'not-started': 'no price yet',
  superseded: 'a newer member of its lineage trades',
  'short-history': 'history too short',
  'no-recent-price': 'no price on each of the last days',
  'traded-value-unknown': 'traded value not known',
  'thin-trading': 'median traded value below the screen',
  flagged: 'flagged by the anomaly watch',
  'market-cap-unknown': 'market cap not known, so it has no rank',
} as const;
export type ScreenReason = keyof typeof SCREEN_REASONS;

/** The universe of one day. Positions are asset positions of the panel. */
export interface ScreenedUniverse {
  /** By descending market cap, then id: position i has rank i + 1 (Rule 2.4). */
  readonly eligible: readonly number[];
  /** Those that pass every screen but have no market cap within 3 days, so no rank; by id. */
  readonly unranked: readonly number[];
  /** Why each of the others is out (the first screen that it fails). */
  readonly reasons: ReadonlyMap<number, ScreenReason>;
}

export interface ScreenOptions {
  /** Assets that the index holds already: numeric screens are 20 % lower for them (Rule 2.3). */
  readonly held?: ReadonlySet<number>;
  /** 1 where the anomaly watch keeps an asset out (Rule 3.6), by asset position. */
  readonly excluded?: Uint8Array;
}

interface Standing {
  readonly firstRow: Float64Array;
  /** First row of each asset's lineage: its history carries through a migration (Rule 2.1). */
  readonly historyRow: Float64Array;
  readonly allowed: Uint8Array;
  /** Positions of the newer members of each asset's lineage. */
  readonly newer: readonly (readonly number[])[];
}

/** What does not depend on the day, per panel; derived from the panel alone. */
const standings = new WeakMap<MarketPanel, Standing>();

function standingOf(panel: MarketPanel): Standing {
  const known = standings.get(panel);
  if (known) return known;
  const firstRow = Float64Array.from(panel.assets, (asset) => dayNumber(asset.firstDay) - panel.start);
  const earlier = (id: string): number[] => predecessorsOf(id).map((member) => assetIndex(panel, member)).filter((position) => position >= 0);
  const standing = {
    firstRow,
    historyRow: Float64Array.from(panel.assets, ({ id }, asset) => Math.min(firstRow[asset] as number, ...earlier(id).map((position) => firstRow[position] as number))),
    allowed: Uint8Array.from(panel.assets, (asset) => (INDEX_KINDS.includes(asset.kind) ? 1 : 0)),
    newer: panel.assets.map((asset) => newerMembers(panel, asset.id)),
  };
  standings.set(panel, standing);
  return standing;
}

function newerMembers(panel: MarketPanel, id: string): number[] {
  return successorsOf(id).map((member) => assetIndex(panel, member)).filter((position) => position >= 0);
}

/**
 * The last value at or before `row`, at most 3 days old; NaN otherwise (Rule 1.5).
 * Example: of [5, NaN, NaN] at row 2 it is 5; four rows later it is NaN.
 */
export function latestWithin(columns: Columns, asset: number, row: number, maxAgeDays = CARRY_FORWARD_DAYS): number {
  for (let age = 0; age <= maxAgeDays; age += 1) {
    const value = at(columns, asset, row - age);
    if (!Number.isNaN(value)) return value;
  }
  return Number.NaN;
}

/**
 * Days of price history up to and with `row`, those of the earlier members of the asset's lineage included (Rule 2.1); 0 or less before the first.
 * Example: on the first day of `aave`, 100 days after `ethlend` began, it is 101.
 */
export function historyDays(panel: MarketPanel, asset: number, row: number): number {
  return row - (standingOf(panel).historyRow[asset] as number) + 1;
}

function hasRecentPrices(panel: MarketPanel, asset: number, row: number, days: number): boolean {
  for (let age = 0; age < days; age += 1) if (Number.isNaN(at(panel.close, asset, row - age))) return false;
  return true;
}

function failedScreen(panel: MarketPanel, standing: Standing, asset: number, row: number, screens: Screens, options: ScreenOptions): ScreenReason | null {
  if (standing.allowed[asset] !== 1) return 'kind';
  if (row < (standing.firstRow[asset] as number)) return 'not-started';
  if (standing.newer[asset]?.some((other) => (standing.firstRow[other] as number) <= row)) return 'superseded';
  const share = options.held?.has(asset) ? 1 - HELD_TOLERANCE : 1;
  if (historyDays(panel, asset, row) < screens.minHistoryDays * share) return 'short-history';
  if (!hasRecentPrices(panel, asset, row, screens.recentPriceDays)) return 'no-recent-price';
  if (options.excluded?.[asset] === 1) return 'flagged';
  if (screens.minMedianTradedValue30d <= 0) return null;
  const traded = medianTradedValue30d(panel, asset, row);
  if (Number.isNaN(traded)) return 'traded-value-unknown';
  return traded < screens.minMedianTradedValue30d * share ? 'thin-trading' : null;
}

/**
 * The assets that an index may hold at the close of `row` (Rules 2.2 to 2.4), from values of that row and before only.
 * An asset that passes but has no market cap (or 0) within 3 days has no rank and is listed apart. Missing traded value: out, with
 * that reason. The panel and `excluded` are read-only: screens of a day are remembered. Example: a stablecoin is out as 'kind', `ethlend` as 'superseded' from the first price of `aave`.
 */
export function screenUniverse(panel: MarketPanel, row: number, screens: Screens, options: ScreenOptions = {}): ScreenedUniverse {
  const { excluded, held } = options;
  if (!excluded) return screenAll(panel, row, screens, options);
  const plain = screenedBefore(panel, row, screens, excluded);
  const standing = standingOf(panel);
  const loosened = (asset: number): boolean => {
    const reason = plain.reasons.get(asset);
    return reason !== undefined && reason !== 'market-cap-unknown' && failedScreen(panel, standing, asset, row, screens, options) !== reason;
  };
  return held && [...held].some(loosened) ? screenAll(panel, row, screens, options) : plain;
}

/** Days whose screens are kept a panel: the determination days of two years, for two screens. */
const KEPT_SCREENS = 320;

interface KeptScreen {
  readonly excluded: Uint8Array;
  readonly universe: ScreenedUniverse;
}

/** Screens of a panel without anything held: every index asks for those of the same days. */
const screened = new WeakMap<MarketPanel, Map<string, KeptScreen>>();

function screenedBefore(panel: MarketPanel, row: number, screens: Screens, excluded: Uint8Array): ScreenedUniverse {
  const kept = screened.get(panel) ?? new Map<string, KeptScreen>();
  screened.set(panel, kept);
  const key = `${row}|${screens.minHistoryDays}|${screens.minMedianTradedValue30d}|${screens.recentPriceDays}`;
  const known = kept.get(key);
  if (known?.excluded === excluded) return known.universe;
  if (kept.size >= KEPT_SCREENS) kept.clear();
  const universe = screenAll(panel, row, screens, { excluded });
  kept.set(key, { excluded, universe });
  return universe;
}

function screenAll(panel: MarketPanel, row: number, screens: Screens, options: ScreenOptions): ScreenedUniverse {
  const standing = standingOf(panel);
  const eligible: number[] = [];
  const unranked: number[] = [];
  const reasons = new Map<number, ScreenReason>();
  const caps = new Float64Array(panel.assets.length);
  for (let asset = 0; asset < panel.assets.length; asset += 1) {
    const failed = failedScreen(panel, standing, asset, row, screens, options);
    const cap = failed ? Number.NaN : latestWithin(panel.marketCap, asset, row);
    caps[asset] = cap;
    if (failed) reasons.set(asset, failed);
    else if (cap > 0) eligible.push(asset);
    else {
      unranked.push(asset);
      reasons.set(asset, 'market-cap-unknown');
    }
  }
  eligible.sort((a, b) => (caps[b] as number) - (caps[a] as number) || a - b);
  return { eligible, unranked, reasons };
}
