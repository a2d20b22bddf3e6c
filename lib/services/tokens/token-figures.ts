import 'server-only';
import { dayFromNumber, dayNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { createMarketView } from '@/lib/domain/features/view';
import { assetFigures, type AssetFigures } from '@/lib/domain/scores/snapshot';
import type { Asset } from '@/lib/domain/market/asset';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { readDailyPoints, type DailyPoint } from '@/lib/data/token-facts';

/** Days that the longest figure reads: a year, and the few that a value may be carried. */
const READ_DAYS = 370;

function panelOf(asset: Asset, start: number, days: number, points: readonly DailyPoint[]): MarketPanel {
  const column = (value: (point: DailyPoint) => number | null): Float64Array[] => {
    const values = new Float64Array(days).fill(Number.NaN);
    for (const point of points) values[point.day - start] = value(point) ?? Number.NaN;
    return [values];
  };
  const blank = [new Float64Array(days).fill(Number.NaN)];
  return {
    assets: [asset], start, days, metrics: new Map(), series: new Map(), high: blank, low: blank, circulatingSupply: blank,
    close: column((point) => point.close), tradedValue: column((point) => point.tradedValue), marketCap: column((point) => point.marketCap),
  };
}

export interface TokenFigures {
  readonly figures: AssetFigures;
  /** Day of the price; null before the first one, or where the last is more than a year old. */
  readonly priceDay: IsoDay | null;
}

/** Price, changes and the like of one asset on a day, by the same functions as the screener's. */
export async function readTokenFigures(datasetId: number, asset: Asset, day: IsoDay): Promise<TokenFigures> {
  const start = dayNumber(day) - READ_DAYS + 1;
  const points = await readDailyPoints(datasetId, asset.id, dayFromNumber(start), day);
  const figures = assetFigures(createMarketView(panelOf(asset, start, READ_DAYS, points)).view(0), READ_DAYS - 1);
  return { figures, priceDay: figures.row < 0 ? null : dayFromNumber(start + figures.row) };
}
