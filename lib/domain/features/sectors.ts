import type { MarketPanel } from '../market/panel';
import { MIN_SECTOR_MEMBERS } from './rules';
import { growth, windowMean } from './window';

/** What the members of an asset's first sector did, per row; NaN for an asset without one or under 3 members with a value. */
export interface Sectors {
  /** Median return of the sector's members over `days`. */
  medianReturn(position: number, row: number, days: number): number;
  /** Share of the sector's members whose close stands above its mean of `days`. */
  breadth(position: number, row: number, days: number): number;
  /** Share of the other members that the asset's return over `days` beats, ties half. */
  standing(position: number, row: number, days: number): number;
}

/** Enough for a block of rows over all sectors; only speed depends on it. */
const CACHED_FIGURES = 16_384;

type Measure = (close: Float64Array, row: number, days: number) => number;

const aboveMean: Measure = (close, row, days) => {
  const center = windowMean(close, row, days);
  const now = close[row] as number;
  return Number.isNaN(center) || Number.isNaN(now) ? Number.NaN : Number(now > center);
};

/** First sector of what can be a constituent (Rule 2.2); others belong to none. */
function sectorOf(panel: MarketPanel, position: number): string | undefined {
  const asset = panel.assets[position];
  return asset?.kind === 'coin' || asset?.kind === 'token' ? asset.sectors[0] : undefined;
}

function membersBySector(panel: MarketPanel): Map<string, number[]> {
  const members = new Map<string, number[]>();
  panel.assets.forEach((_, position) => {
    const sector = sectorOf(panel, position);
    if (sector === undefined) return;
    const known = members.get(sector);
    if (known) known.push(position);
    else members.set(sector, [position]);
  });
  return members;
}

/** First position whose value is not below `value`, or, with `through`, above it. */
function placeIn(sorted: Float64Array, value: number, through: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle] as number;
    if (other < value || (through && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Opens the sectors of a panel; each sector's figures of a row are computed once. Example: three members at +1 %, +2 %, +9 %: median 2 %. */
export function createSectors(panel: MarketPanel): Sectors {
  const members = membersBySector(panel);
  const cache = new Map<string, Float64Array>();
  const measured = (position: number, row: number, days: number, name: string, measure: Measure): Float64Array => {
    const sector = sectorOf(panel, position) ?? '';
    const key = `${name}|${sector}|${days}|${row}`;
    let sorted = cache.get(key);
    if (!sorted) {
      if (cache.size > CACHED_FIGURES) cache.clear();
      const values = (members.get(sector) ?? []).map((member) => measure(panel.close[member] as Float64Array, row, days));
      sorted = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
      cache.set(key, sorted);
    }
    return sorted.length < MIN_SECTOR_MEMBERS ? sorted.subarray(0, 0) : sorted;
  };
  return {
    medianReturn(position, row, days) {
      const sorted = measured(position, row, days, 'return', growth);
      const middle = sorted.length >> 1;
      if (sorted.length === 0) return Number.NaN;
      return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
    },
    breadth(position, row, days) {
      const flags = measured(position, row, days, 'above', aboveMean);
      return flags.length === 0 ? Number.NaN : (flags.length - placeIn(flags, 1, false)) / flags.length;
    },
    standing(position, row, days) {
      const sorted = measured(position, row, days, 'return', growth);
      const own = growth(panel.close[position] as Float64Array, row, days);
      if (sorted.length === 0 || Number.isNaN(own)) return Number.NaN;
      const beaten = (placeIn(sorted, own, false) + placeIn(sorted, own, true)) / 2;
      return Math.min(1, Math.max(0, (beaten - 0.5) / (sorted.length - 1)));
    },
  };
}
