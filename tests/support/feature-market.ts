import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { createRng } from '@/lib/domain/foundation/rng';
import { FEATURES } from '@/lib/domain/features/registry';
import type { Asset, AssetKind, Consensus } from '@/lib/domain/market/asset';
import type { MarketPanel } from '@/lib/domain/market/panel';

/** Row 0 of the made panel. */
export const PANEL_START = 18_000;

export type MutablePanel = { -readonly [K in keyof MarketPanel]: MarketPanel[K] } & { metrics: Map<string, Float64Array[]>; close: Float64Array[]; tradedValue: Float64Array[]; marketCap: Float64Array[]; circulatingSupply: Float64Array[]; high: Float64Array[]; low: Float64Array[] };

export interface MadeMarket {
  readonly assets: number;
  readonly days: number;
  readonly seed: number;
  /** First row of each asset; 0 where not given. */
  readonly firstRow?: readonly number[];
}

const SIGNED = new Set(['NewsPolarity', 'SocialPolarity', 'FundingRate']);
const SHARES = new Set(['HolderTop100Share', 'UnlockNext90dShare', 'VenueTopShare', 'NewsDispersion']);

/** Every metric that any feature waits for. */
export const ALL_METRICS = [...new Set(FEATURES.flatMap((feature) => feature.needs).filter((need) => need.startsWith('metric:')).map((need) => need.slice(7)))].sort();

function makeAsset(position: number, firstRow: number, days: number): Asset {
  return {
    id: position === 1 ? 'bitcoin' : `asset-${String(position).padStart(3, '0')}`,
    symbol: `A${position}`,
    name: `Asset ${position}`,
    kind: 'coin' as AssetKind,
    sectors: [['layer-1', 'defi'][position % 2] as string],
    ecosystem: null,
    consensus: 'pow' as Consensus,
    maxSupply: 5_000_000,
    firstDay: dayFromNumber(PANEL_START + firstRow),
    lastDay: dayFromNumber(PANEL_START + days - 1),
    ending: 'alive',
  };
}

/** A random market with every input that any feature can read, without gaps: what contract tests run on. Assets are sorted by id. */
export function makeFeatureMarket({ assets, days, seed, firstRow = [] }: MadeMarket): MutablePanel {
  const order = Array.from({ length: assets }, (_, i) => makeAsset(i, firstRow[i] ?? 0, days)).map((asset, i) => ({ asset, first: firstRow[i] ?? 0 }));
  order.sort((a, b) => (a.asset.id < b.asset.id ? -1 : 1));
  const column = () => new Float64Array(days).fill(Number.NaN);
  const columns = () => order.map(column);
  const panel: MutablePanel = {
    assets: order.map(({ asset }) => asset),
    start: PANEL_START,
    days,
    close: columns(), tradedValue: columns(), marketCap: columns(), circulatingSupply: columns(), high: columns(), low: columns(),
    metrics: new Map(ALL_METRICS.map((name) => [name, columns()])),
    series: new Map(),
  };
  order.forEach(({ asset, first }, a) => {
    const rng = createRng(seed).fork(asset.id);
    let price = 10 + 90 * rng.next();
    let supply = 1_000_000 * (1 + rng.next());
    for (let t = first; t < days; t += 1) {
      price *= Math.exp(0.04 * rng.normal());
      supply *= 1 + 0.0005 * rng.next();
      (panel.close[a] as Float64Array)[t] = price;
      (panel.high[a] as Float64Array)[t] = price * (1 + 0.03 * rng.next());
      (panel.low[a] as Float64Array)[t] = price * (1 - 0.03 * rng.next());
      (panel.marketCap[a] as Float64Array)[t] = price * supply;
      (panel.tradedValue[a] as Float64Array)[t] = 1e6 * Math.exp(rng.normal());
      for (const name of ALL_METRICS) (panel.metrics.get(name)?.[a] as Float64Array)[t] = SIGNED.has(name) ? 2 * rng.next() - 1 : SHARES.has(name) ? rng.next() : 1000 * Math.exp(0.3 * rng.normal());
      (panel.metrics.get('SplyAct1yr')?.[a] as Float64Array)[t] = 0.4 * ((panel.metrics.get('SplyCur')?.[a] as Float64Array)[t] as number);
    }
  });
  return panel;
}

/** A deep copy whose columns may be changed. */
export function copyPanel(panel: MutablePanel): MutablePanel {
  const copy = (columns: readonly Float64Array[]) => columns.map((column) => column.slice());
  return {
    ...panel,
    assets: [...panel.assets],
    close: copy(panel.close), tradedValue: copy(panel.tradedValue), marketCap: copy(panel.marketCap),
    circulatingSupply: copy(panel.circulatingSupply), high: copy(panel.high), low: copy(panel.low),
    metrics: new Map([...panel.metrics].map(([name, columns]) => [name, copy(columns)])),
  };
}

/** Every column of one asset. */
export function columnsOfAsset(panel: MutablePanel, asset: number): Float64Array[] {
  const daily = [panel.close, panel.tradedValue, panel.marketCap, panel.circulatingSupply, panel.high, panel.low];
  return [...daily, ...panel.metrics.values()].map((columns) => columns[asset] as Float64Array);
}

