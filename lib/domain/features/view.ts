import type { Asset } from '../market/asset';
import { assetIndex, type MarketPanel } from '../market/panel';
import { REFERENCE_ASSET } from './rules';
import { capsDerivedByRow, statedFrom, supplyColumn, type Supply } from './supply';

/** One asset as features see it: on row t every column holds only what was known at the close of t. USD; NaN is missing. */
export interface AssetView {
  readonly asset: Asset;
  /** Position of the asset in the panel. */
  readonly position: number;
  readonly close: Float64Array;
  /** Log return of the row against the row before; NaN where either close is missing. Made when asked for. */
  readonly returns: Float64Array;
  readonly tradedValue: Float64Array;
  readonly marketCap: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** First row whose supply the source states; Infinity where it never does. */
  readonly statedFrom: number;
  /** Units in circulation, stated or derived (Rule 3.2); made when asked for. */
  readonly supply: Supply;
  /** A metric moved to the day on which it is known (the day after, Rule 1.4); null where the asset has none of it. */
  metric(name: string): Float64Array | null;
  readonly market: MarketView;
}

/** The whole panel as features see it. Views are made once per asset. */
export interface MarketView {
  readonly panel: MarketPanel;
  /** By row, 1 where the dataset's market caps so far were derived by its source, or too few to tell: no supply may be read from them. */
  readonly capsDerived: Uint8Array;
  /** A column of NaN: what an asset without any value of something has. */
  readonly blank: Float64Array;
  /** The asset that betas are measured against; null where the dataset lacks it. */
  readonly reference: AssetView | null;
  view(position: number): AssetView;
  /** Whether the asset has any value of a metric. */
  hasMetric(name: string, position: number): boolean;
}

/** Log returns between consecutive days, NaN across a gap. Example: closes 1, 2 give NaN, ln 2. */
export function logReturns(close: Float64Array): Float64Array {
  const returns = new Float64Array(close.length);
  let before = Number.NaN;
  for (let t = 0; t < close.length; t += 1) {
    const now = close[t] as number;
    if (before > 0 && now > 0) returns[t] = Math.log(now / before);
    else returns[t] = Number.NaN;
    before = now;
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

function createView(market: MarketView, position: number): AssetView {
  const { panel, blank } = market;
  const metrics = new Map<string, Float64Array | null>();
  const close = panel.close[position] ?? blank;
  let [returns, supply]: [Float64Array | null, Supply | null] = [null, null];
  const view: AssetView = {
    asset: panel.assets[position] as Asset,
    position,
    close,
    get returns() {
      return (returns ??= logReturns(close));
    },
    tradedValue: panel.tradedValue[position] ?? blank,
    marketCap: panel.marketCap[position] ?? blank,
    high: panel.high[position] ?? blank,
    low: panel.low[position] ?? blank,
    statedFrom: statedFrom(panel.circulatingSupply[position]),
    get supply() {
      return (supply ??= supplyColumn(view));
    },
    metric(name) {
      const made = metrics.get(name);
      if (made !== undefined) return made;
      const known = market.hasMetric(name, position) ? knownNextDay(panel.metrics.get(name)?.[position]) : null;
      metrics.set(name, known);
      return known;
    },
    market,
  };
  return view;
}

/** What is known of an asset's column of a metric, by position: nothing yet, that it is blank, or that it has a value. */
const [UNSEEN, BLANK, FILLED] = [0, 1, 2] as const;

/** Which assets have any value of each metric: asked for every feature of every day, so each column is looked through once, and one that assets share once for all. */
function createHasMetric({ metrics, assets }: MarketPanel): MarketView['hasMetric'] {
  const known = new Map<string, Uint8Array>();
  let shared: Float64Array | undefined;
  const look = (column: Float64Array | undefined): number => {
    if (column === undefined || column === shared) return BLANK;
    if (column.some((value) => value === value)) return FILLED;
    shared = column;
    return BLANK;
  };
  return (name, position) => {
    const seen = known.get(name) ?? new Uint8Array(assets.length);
    if (seen[position] === UNSEEN) {
      known.set(name, seen);
      seen[position] = look(metrics.get(name)?.[position]);
    }
    return seen[position] === FILLED;
  };
}

/** Opens a panel for features. Columns are shared with the panel, never written. Example: `createMarketView(panel).view(0).close`. */
export function createMarketView(panel: MarketPanel): MarketView {
  const views: (AssetView | undefined)[] = [];
  const reference = assetIndex(panel, REFERENCE_ASSET);
  let capsDerived: Uint8Array | null = null;
  const market: MarketView = {
    panel,
    blank: new Float64Array(panel.days).fill(Number.NaN),
    get capsDerived() {
      return (capsDerived ??= capsDerivedByRow(panel));
    },
    get reference() {
      return reference < 0 ? null : market.view(reference);
    },
    view: (position) => (views[position] ??= createView(market, position)),
    hasMetric: createHasMetric(panel),
  };
  return market;
}
