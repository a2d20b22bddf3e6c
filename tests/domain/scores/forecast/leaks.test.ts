import { describe, expect, it } from 'vitest';
import { createMarketView, type MarketView } from '@/lib/domain/features/view';
import { addDays, dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { findLookAhead, findUniverseGap, panelAsOf, type SampleBuilder } from '@/lib/domain/scores/forecast/leak-checks';
import type { SampleSet } from '@/lib/domain/scores/forecast/sample-set';
import { buildSamples, centredRanks, forecastRows } from '@/lib/domain/scores/forecast/samples';
import { copyPanel, makeFeatureMarket, type MutablePanel } from '../../../support/feature-market';

const DAYS = 240;
/** Fourteen assets with every input; the first dies on row 170, the second stops there, the third begins on row 60. */
function market(): MutablePanel {
  const panel = copyPanel(makeFeatureMarket({ assets: 14, days: DAYS, seed: 31 }));
  const ends = (asset: number, ending: 'dead' | 'truncated') => {
    panel.assets = panel.assets.map((described, i) => (i === asset ? { ...described, lastDay: dayFromNumber(panel.start + 170), ending } : described));
    for (const columns of [panel.close, panel.tradedValue, panel.marketCap, panel.circulatingSupply, panel.high, panel.low, ...panel.metrics.values()]) columns[asset]?.fill(Number.NaN, 171);
  };
  ends(0, 'dead');
  ends(1, 'truncated');
  panel.assets = panel.assets.map((described, i) => (i === 2 ? { ...described, firstDay: addDays(described.firstDay, 60) } : described));
  for (const columns of [panel.close, panel.tradedValue, panel.marketCap, panel.circulatingSupply, panel.high, panel.low]) columns[2]?.fill(Number.NaN, 0, 60);
  return panel;
}

const panel = market();
const rows = forecastRows(panel).filter((row) => row >= 89);

/** Samples with a column of their own beside the product's. */
function withColumn(code: string, value: (view: MarketView, asset: number, row: number) => number): SampleBuilder {
  return (view, wanted) => {
    const set = buildSamples(view, wanted);
    const raw = Float64Array.from(set.row, (row, i) => value(view, set.asset[i] as number, row));
    const width = set.features.length + 1;
    const values = new Float32Array(set.count * width);
    for (const row of new Set(set.row)) {
      const picks = [...set.row.keys()].filter((i) => set.row[i] === row);
      const ranks = centredRanks(Float64Array.from(picks, (i) => raw[i] as number));
      picks.forEach((i, place) => {
        values.set(set.values.subarray(i * (width - 1), (i + 1) * (width - 1)), i * width);
        values[i * width + width - 1] = ranks[place] as number;
      });
    }
    return { ...set, features: [...set.features, code], values };
  };
}

/** Samples without those whose series ends before the market's last day. */
const survivorsOnly: SampleBuilder = (view, wanted) => {
  const set = buildSamples(view, wanted);
  const width = set.features.length;
  const kept = [...set.asset.keys()].filter((i) => view.panel.assets[set.asset[i] as number]?.lastDay === dayFromNumber(view.panel.start + view.panel.days - 1));
  const pick = (column: Int32Array): Int32Array => Int32Array.from(kept, (i) => column[i] as number);
  const values = new Float32Array(kept.length * width);
  kept.forEach((i, place) => values.set(set.values.subarray(i * width, (i + 1) * width), place * width));
  const known = (column: Float64Array): Float64Array => Float64Array.from(kept, (i) => column[i] as number);
  const dropped: SampleSet = { ...set, count: kept.length, values, row: pick(set.row), asset: pick(set.asset), target: known(set.target), excess: known(set.excess) };
  return dropped;
};

describe('the panel as it was known', () => {
  it('ends with the row, knows metrics a day later, and no ending', () => {
    const known = panelAsOf(panel, 120);
    expect([known.days, known.assets.length, known.close[0]?.length]).toEqual([121, 14, 121]);
    expect(known.assets[0]).toMatchObject({ ending: 'alive', lastDay: dayFromNumber(panel.start + 120) });
    expect([known.metrics.get('TxCnt')?.[3]?.[120], known.metrics.get('TxCnt')?.[3]?.[119]]).toEqual([Number.NaN, panel.metrics.get('TxCnt')?.[3]?.[119]]);
    expect(panelAsOf(panel, 200).assets[0]).toMatchObject({ ending: 'dead' });
  });
});

describe('samples of the product', () => {
  it('are, bit by bit, those that were known at each close', () => {
    expect(findLookAhead(buildSamples, panel, rows)).toBeNull();
  });

  it('are everyone who was eligible that day, and gone when they are gone', () => {
    const samples = buildSamples(createMarketView(panel), rows);
    expect(findUniverseGap(samples, panel, rows)).toBeNull();
    const has = (asset: number, row: number) => samples.asset.some((at, i) => at === asset && samples.row[i] === row);
    const [before, after] = [rows.filter((row) => row <= 170).at(-1) as number, rows.filter((row) => row > 173)[0] as number];
    expect([has(0, before), has(1, before), has(0, after), has(1, after)]).toEqual([true, true, false, false]);
  });
});

describe('a planted leak is found', () => {
  it('a column of the future', () => {
    const leak = findLookAhead(withColumn('tomorrow', (view, asset, row) => (view.view(asset).close[row + 1] ?? Number.NaN) / (view.view(asset).close[row] as number)), panel, rows);
    expect(leak).toMatchObject({ row: rows[0], feature: 'tomorrow', asOf: Number.NaN });
  });

  it('a whole history’s mean, which knows the future only a little', () => {
    const mean = (column: Float64Array): number => column.filter((value) => !Number.isNaN(value)).reduce((sum, value, _i, all) => sum + value / all.length, 0);
    const leak = findLookAhead(withColumn('toMean', (view, asset, row) => (view.view(asset).close[row] as number) / mean(view.view(asset).close)), panel, rows);
    expect(leak?.feature).toBe('toMean');
  });

  it('a join that forgets that a metric is known the day after', () => {
    const leak = findLookAhead(withColumn('unlagged', (view, asset, row) => view.panel.metrics.get('TxCnt')?.[asset]?.[row] ?? Number.NaN), panel, rows);
    expect(leak).toMatchObject({ row: rows[0], feature: 'unlagged' });
    expect(findLookAhead(withColumn('lagged', (view, asset, row) => view.panel.metrics.get('TxCnt')?.[asset]?.[row - 1] ?? Number.NaN), panel, rows.slice(0, 3))).toBeNull();
  });

  it('a universe of survivors', () => {
    expect(findLookAhead(survivorsOnly, panel, rows)).toMatchObject({ row: rows[0], asset: -1, whole: 11, asOf: 13 });
    const gap = findUniverseGap(survivorsOnly(createMarketView(panel), rows), panel, rows);
    expect(gap).toEqual({ row: rows[0], missing: [0, 1], added: [] });
  });

  it('one who is ranked after it died', () => {
    const samples = buildSamples(createMarketView(panel), rows);
    const last = rows.at(-1) as number;
    const ghost = { ...samples, asset: samples.asset.map((asset, i) => (samples.row[i] === last && asset === 5 ? 0 : asset)) };
    expect(findUniverseGap(ghost, panel, rows)).toEqual({ row: last, missing: [5], added: [0] });
  });
});
