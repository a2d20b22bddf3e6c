import { dayFromNumber, dayNumber } from '../../foundation/iso-day';
import { createMarketView, type MarketView } from '../../features/view';
import type { Asset } from '../../market/asset';
import type { Columns, MarketPanel } from '../../market/panel';
import { gradedUniverse } from '../graded-universe';
import { MIN_CROSS_SECTION } from '../rules';
import type { SampleSet } from './sample-set';

/** Makes samples of rows; `buildSamples` is the one that the product uses. */
export type SampleBuilder = (market: MarketView, rows: readonly number[]) => SampleSet;

/** What gave a row's samples away: more or fewer of them, or a number. */
export interface Leak {
  readonly row: number;
  /** Position of the asset; −1 where the members as a whole differ. */
  readonly asset: number;
  readonly feature: string | null;
  /** With the later facts, and without. */
  readonly whole: number;
  readonly asOf: number;
}

/** An asset as it was known on a day: alive, if it had begun. */
function knownAsset(asset: Asset, day: number): Asset {
  return dayNumber(asset.lastDay) > day ? { ...asset, lastDay: dayFromNumber(day), ending: 'alive' } : asset;
}

/**
 * The panel as it was known at the close of a row (Rule 1.4): no later row, no metric of the row's own day (those are known the day after), no
 * later ending, and no asset dropped. Example: of a dead asset's panel on a day of its life, it is alive.
 */
export function panelAsOf(panel: MarketPanel, row: number): MarketPanel {
  const until = (columns: Columns): Float64Array[] => columns.map((column) => column.slice(0, row + 1));
  const knownLater = (columns: Columns): Float64Array[] => until(columns).map((column) => column.fill(Number.NaN, row));
  return {
    ...panel,
    days: row + 1,
    assets: panel.assets.map((asset) => knownAsset(asset, panel.start + row)),
    close: until(panel.close),
    tradedValue: until(panel.tradedValue),
    marketCap: until(panel.marketCap),
    circulatingSupply: until(panel.circulatingSupply),
    high: until(panel.high),
    low: until(panel.low),
    metrics: new Map([...panel.metrics].map(([name, columns]) => [name, knownLater(columns)])),
    series: new Map([...panel.series].map(([name, column]) => [name, column.slice(0, row + 1)])),
  };
}

function differ(a: number, b: number): boolean {
  return !(a === b || (Number.isNaN(a) && Number.isNaN(b)));
}

function compareRow(row: number, whole: SampleSet, asOf: SampleSet): Leak | null {
  if (whole.count !== asOf.count || whole.asset.some((asset, i) => asset !== asOf.asset[i])) return { row, asset: -1, feature: null, whole: whole.count, asOf: asOf.count };
  for (let i = 0; i < whole.count; i += 1) {
    for (const [f, feature] of whole.features.entries()) {
      const known = asOf.features.indexOf(feature);
      const before = known < 0 ? Number.NaN : (asOf.values[i * asOf.features.length + known] as number);
      const after = whole.values[i * whole.features.length + f] as number;
      if (differ(after, before)) return { row, asset: whole.asset[i] as number, feature, whole: after, asOf: before };
    }
  }
  return null;
}

/**
 * Looks for the future in samples: those of each row made from the whole panel must be, member by member and bit by bit, those made from what
 * was known at its close. The first difference, or null. Finds a feature that reads ahead, a join that forgets when a fact became known,
 * and a universe of survivors. Example: `findLookAhead(buildSamples, panel, [120])` is null.
 */
export function findLookAhead(build: SampleBuilder, panel: MarketPanel, rows: readonly number[]): Leak | null {
  const whole = createMarketView(panel);
  for (const row of rows) {
    const leak = compareRow(row, build(whole, [row]), build(createMarketView(panelAsOf(panel, row)), [row]));
    if (leak) return leak;
  }
  return null;
}

/** A row whose samples are not the universe of its day. Positions of assets, ascending. */
export interface UniverseGap {
  readonly row: number;
  readonly missing: readonly number[];
  readonly added: readonly number[];
}

/**
 * The first row whose samples are not everyone eligible as the day knew it, whoever died later (Rule 2.1); null where all are. Rows
 * with fewer than 10 have no samples. Example: a
 * set without an asset that died a year later is found by that asset.
 */
export function findUniverseGap(samples: SampleSet, panel: MarketPanel, rows: readonly number[]): UniverseGap | null {
  for (const row of rows) {
    const expected = new Set(gradedUniverse(panelAsOf(panel, row), row).members);
    if (expected.size < MIN_CROSS_SECTION) continue;
    const found = new Set<number>();
    samples.row.forEach((at, i) => {
      if (at === row) found.add(samples.asset[i] as number);
    });
    const missing = [...expected].filter((asset) => !found.has(asset)).sort((a, b) => a - b);
    const added = [...found].filter((asset) => !expected.has(asset)).sort((a, b) => a - b);
    if (missing.length > 0 || added.length > 0) return { row, missing, added };
  }
  return null;
}
