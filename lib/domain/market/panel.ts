import { dayFromNumber, dayNumber, type IsoDay } from '../foundation/iso-day';
import { invariant } from '../foundation/invariant';
import type { Asset } from './asset';

/** A column per asset: value of calendar day `start + row`; NaN where missing. */
export type Columns = readonly Float64Array[];

/**
 * The day × asset panel that all market analytics run on. Every calendar day from `start` to `start + days − 1` is a row,
 * whether or not anyone has a value there. `columns[a][d]` is asset `a` on row `d`; assets are sorted by id.
 * USD unless stated. A metric or a market series that the dataset lacks is absent from its map.
 */
export interface MarketPanel {
  readonly assets: readonly Asset[];
  /** Day number (days since 1970-01-01) of row 0. */
  readonly start: number;
  /** Number of rows. */
  readonly days: number;
  readonly close: Columns;
  readonly tradedValue: Columns;
  readonly marketCap: Columns;
  readonly circulatingSupply: Columns;
  /** Intraday high and low where the dataset has them, else columns of NaN. */
  readonly high: Columns;
  readonly low: Columns;
  /** Per-asset metrics by the dataset's metric name (Coin Metrics' names), known the day after the one they describe. */
  readonly metrics: ReadonlyMap<string, Columns>;
  /** Market-wide series by name, e.g. fearGreed (0–100). */
  readonly series: ReadonlyMap<string, Float64Array>;
}

/** Row of a day, which may lie outside the panel. Example: the first day is row 0. */
export function rowOf(panel: Pick<MarketPanel, 'start'>, day: IsoDay): number {
  return dayNumber(day) - panel.start;
}

/** Day of a row. */
export function dayOf(panel: Pick<MarketPanel, 'start'>, row: number): IsoDay {
  return dayFromNumber(panel.start + row);
}

/** Position of an asset by id, or −1. Binary search: assets are sorted by id. */
export function assetIndex(panel: Pick<MarketPanel, 'assets'>, id: string): number {
  let low = 0;
  let high = panel.assets.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = (panel.assets[middle] as Asset).id;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Empty (all missing) columns for `assets` × `days`. */
export function emptyColumns(assets: number, days: number): Float64Array[] {
  invariant(assets >= 0 && days >= 0, 'columns need a size');
  return Array.from({ length: assets }, () => new Float64Array(days).fill(Number.NaN));
}

/** Value of a column at a row; NaN outside the panel. */
export function at(columns: Columns, asset: number, row: number): number {
  const value = columns[asset]?.[row];
  return value === undefined ? Number.NaN : value;
}
