import { isoDay, dayNumber, dayFromNumber } from '../../../lib/domain/foundation/iso-day';
import type { Asset } from '../../../lib/domain/market/asset';
import { emptyColumns, type MarketPanel } from '../../../lib/domain/market/panel';

export const START = isoDay('2021-01-01');

/** What a test says about an asset; everything else is ordinary. Values are functions of the row, or one for all rows. */
export interface FixtureAsset extends Partial<Pick<Asset, 'kind' | 'ending' | 'sectors' | 'consensus' | 'ecosystem'>> {
  readonly id: string;
  readonly from?: number;
  readonly to?: number;
  readonly close?: number | ((row: number) => number);
  readonly marketCap?: number | ((row: number) => number);
  readonly tradedValue?: number | ((row: number) => number);
}

function fill(column: Float64Array, from: number, to: number, value: number | ((row: number) => number)): void {
  for (let row = from; row <= to; row += 1) column[row] = typeof value === 'number' ? value : value(row);
}

/** A small panel, assets sorted by id. */
export function fixturePanel(days: number, assets: readonly FixtureAsset[]): MarketPanel {
  const sorted = [...assets].sort((a, b) => (a.id < b.id ? -1 : 1));
  const [close, marketCap, tradedValue] = [0, 1, 2].map(() => emptyColumns(sorted.length, days)) as [Float64Array[], Float64Array[], Float64Array[]];
  const start = dayNumber(START);
  sorted.forEach((asset, index) => {
    const [from, to] = [asset.from ?? 0, asset.to ?? days - 1];
    fill(close[index] as Float64Array, from, to, asset.close ?? 1);
    fill(marketCap[index] as Float64Array, from, to, asset.marketCap ?? 1e9);
    fill(tradedValue[index] as Float64Array, from, to, asset.tradedValue ?? 5e6);
  });
  return {
    assets: sorted.map((asset) => ({
      id: asset.id, symbol: asset.id.toUpperCase(), name: asset.id, kind: asset.kind ?? 'coin', sectors: asset.sectors ?? [], ecosystem: asset.ecosystem ?? null,
      consensus: asset.consensus ?? null, maxSupply: null, ending: asset.ending ?? 'alive',
      firstDay: dayFromNumber(start + (asset.from ?? 0)), lastDay: dayFromNumber(start + (asset.to ?? days - 1)),
    })),
    start, days, close, marketCap, tradedValue,
    circulatingSupply: emptyColumns(sorted.length, days), high: emptyColumns(sorted.length, days), low: emptyColumns(sorted.length, days),
    metrics: new Map(), series: new Map(),
  };
}
