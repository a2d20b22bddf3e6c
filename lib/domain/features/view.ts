import type { Asset } from '../market/asset';
import { assetIndex, type MarketPanel } from '../market/panel';
import { deriveColumn, type DerivedName } from './derived-columns';
import { createSectors, type Sectors } from './sectors';
import { capsDerivedByRow, supplyColumn, type Supply } from './supply';
import { REFERENCE_ASSET } from './rules';

/** One asset as features see it: on row t every column holds only what was known at the close of t. USD; NaN is missing. */
export interface AssetView {
  readonly asset: Asset;
  /** Position of the asset in the panel. */
  readonly position: number;
  readonly close: Float64Array;
  /** Log return of the row against the row before; NaN where either close is missing. */
  readonly returns: Float64Array;
  readonly tradedValue: Float64Array;
  readonly marketCap: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** Units in circulation, stated or derived (Rule 3.2). */
  readonly supply: Supply;
  /** A column made from the others, once. */
  derived(name: DerivedName): Float64Array;
  /** A metric moved to the day on which it is known (the day after, Rule 1.4); null where the asset has none of it. */
  metric(name: string): Float64Array | null;
  readonly market: MarketView;
}

/** The whole panel as features see it. Views are made once per asset. */
export interface MarketView {
  readonly panel: MarketPanel;
  /** By row, 1 where the dataset's market caps so far were derived by its source, or too few to tell: no supply may be read from them. */
  readonly capsDerived: Uint8Array;
  readonly sectors: Sectors;
  /** The asset that betas are measured against; null where the dataset lacks it. */
  readonly reference: AssetView | null;
  view(position: number): AssetView;
}

/** Log returns between consecutive days, NaN across a gap. Example: closes 1, 2 give NaN, ln 2. */
export function logReturns(close: Float64Array): Float64Array {
  const returns = new Float64Array(close.length).fill(Number.NaN);
  for (let t = 1; t < close.length; t += 1) {
    const before = close[t - 1] as number;
    const now = close[t] as number;
    if (before > 0 && now > 0) returns[t] = Math.log(now / before);
  }
  return returns;
}

/** A metric as known: row t holds the value of day t − 1. Null where every day is missing. Example: [5, 6] becomes [NaN, 5]. */
export function knownNextDay(column: Float64Array | undefined): Float64Array | null {
  if (!column?.some((value) => !Number.isNaN(value))) return null;
  const known = new Float64Array(column.length).fill(Number.NaN);
  known.set(column.subarray(0, column.length - 1), 1);
  return known;
}

function columnOf(columns: readonly Float64Array[], position: number, days: number): Float64Array {
  return columns[position] ?? new Float64Array(days).fill(Number.NaN);
}

function createView(market: MarketView, position: number): AssetView {
  const { panel } = market;
  const metrics = new Map<string, Float64Array | null>();
  const close = columnOf(panel.close, position, panel.days);
  const derived = new Map<DerivedName, Float64Array>();
  const view: AssetView = {
    asset: panel.assets[position] as Asset,
    position,
    close,
    returns: logReturns(close),
    tradedValue: columnOf(panel.tradedValue, position, panel.days),
    marketCap: columnOf(panel.marketCap, position, panel.days),
    high: columnOf(panel.high, position, panel.days),
    low: columnOf(panel.low, position, panel.days),
    supply: supplyColumn(panel, position, market.capsDerived),
    derived(name) {
      const made = derived.get(name) ?? deriveColumn(name, view);
      derived.set(name, made);
      return made;
    },
    metric(name) {
      const made = metrics.get(name);
      if (made !== undefined) return made;
      const known = knownNextDay(panel.metrics.get(name)?.[position]);
      metrics.set(name, known);
      return known;
    },
    market,
  };
  return view;
}

/** Opens a panel for features. Columns are shared with the panel, never written. Example: `createMarketView(panel).view(0).close`. */
export function createMarketView(panel: MarketPanel): MarketView {
  const views: (AssetView | undefined)[] = [];
  const reference = assetIndex(panel, REFERENCE_ASSET);
  const market: MarketView = {
    panel,
    capsDerived: capsDerivedByRow(panel),
    sectors: createSectors(panel),
    get reference() {
      return reference < 0 ? null : market.view(reference);
    },
    view: (position) => (views[position] ??= createView(market, position)),
  };
  return market;
}
