import { expect } from 'vitest';
import { computeFeatures } from '@/lib/domain/features/compute';
import type { Feature, Input, Invariance } from '@/lib/domain/features/feature';
import { REFERENCE_ASSET } from '@/lib/domain/features/rules';
import { createMarketView } from '@/lib/domain/features/view';
import type { Asset } from '@/lib/domain/market/asset';
import { createRng } from '@/lib/domain/foundation/rng';
import { columnsOfAsset, copyPanel, makeFeatureMarket, type MutablePanel } from '../support/feature-market';

export const DAYS = 430;
export const ASSETS = 8;

const base = makeFeatureMarket({ assets: ASSETS, days: DAYS, seed: 11 });

/** A market at its worst: gaps, idle and frozen weeks, straight climbs and falls, spikes, and a token that goes to nothing. */
const rough = roughen(copyPanel(base));

function roughen(panel: MutablePanel): MutablePanel {
  const rng = createRng(17);
  panel.assets.forEach((_, asset) => {
    const [close, high, low, traded, cap] = [panel.close, panel.high, panel.low, panel.tradedValue, panel.marketCap].map((columns) => columns[asset] as Float64Array) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    const supply = 1_000_000;
    for (let t = 1; t < panel.days; t += 1) {
      const mood = (Math.floor(t / 20) + asset) % 5;
      const before = close[t - 1] as number;
      const step = mood === 0 ? 1 + 0.1 * rng.next() : mood === 1 ? 1 : mood === 2 ? 1 - 0.4 * rng.next() : mood === 3 ? Math.exp(3 * rng.normal()) : Math.exp(0.04 * rng.normal());
      close[t] = Math.min(1e12, Math.max(1e-12, before * step));
      [high[t], low[t]] = mood === 1 ? [close[t] as number, close[t] as number] : [(close[t] as number) * (1 + rng.next()), (close[t] as number) * rng.next()];
      cap[t] = (close[t] as number) * supply * (1 + (t % 3));
      traded[t] = mood === 1 ? 0 : 1e6 * Math.exp(6 * rng.normal());
    }
    columnsOfAsset(panel, asset).forEach((column) => column.forEach((_, t) => { if (rng.next() < 0.02) column[t] = Number.NaN; }));
  });
  return panel;
}

/** Values of one feature: row-major, rows × assets. */
export function valuesOf(feature: Feature, panel: MutablePanel, from = 0, to = panel.days): Float64Array {
  return computeFeatures(createMarketView(panel), [feature], from, to).values[0] as Float64Array;
}

const row = (values: Float64Array, assets: number, t: number) => values.subarray(t * assets, (t + 1) * assets);

/** Finite or missing, inside the declared range, and there at all once warm; in a market at its worst too. */
export function expectInRange(feature: Feature): void {
  const [low, high] = feature.range;
  for (const panel of [base, rough]) {
    const present = valuesOf(feature, panel).filter((value) => !Number.isNaN(value));
    expect(present.length, 'has values').toBeGreaterThan(0);
    expect(present.filter((value) => !(Number.isFinite(value) && value >= low && value <= high)), `inside ${low} … ${high}`).toHaveLength(0);
  }
}

/** An asset that starts on row 30 has its first value exactly `warmUpDays` later. */
export function expectExactWarmUp(feature: Feature): void {
  const firstRow = Array.from({ length: ASSETS }, (_, i) => (i === 3 ? 30 : 0));
  const late = makeFeatureMarket({ assets: ASSETS, days: DAYS + 60, seed: 12, firstRow });
  const position = late.assets.findIndex((asset) => asset.id === 'asset-003');
  const values = valuesOf(feature, late);
  const first = Array.from({ length: late.days }, (_, t) => t).find((t) => !Number.isNaN(values[t * ASSETS + position] as number));
  const sectorOnly = feature.warmUpDays === 0 && feature.needs.includes('sector');
  expect(first, 'first row with a value').toBe(sectorOnly ? Math.max(30, 49) : 30 + feature.warmUpDays);
}

/** Columns of one asset that a need reads. */
function columnsOfNeed(panel: MutablePanel, need: Input, asset: number): (Float64Array | undefined)[] {
  if (need === 'range') return [panel.high[asset], panel.low[asset]];
  if (need === 'reference') return [panel.close[panel.assets.findIndex(({ id }) => id === REFERENCE_ASSET)]];
  if (need === 'supply') return [panel.marketCap[asset]];
  if (need === 'close' || need === 'tradedValue' || need === 'marketCap') return [panel[need][asset]];
  return need.startsWith('metric:') ? [panel.metrics.get(need.slice(7))?.[asset]] : [];
}

/** Where an input is missing for longer than 3 days the value is missing, never zero, never the old one. */
export function expectMissingStaysMissing(feature: Feature): void {
  const asset = 2;
  for (const need of feature.needs) {
    if (need === 'sector') continue;
    for (const from of [DAYS - 5, 0]) {
      const gone = copyPanel(base);
      for (const column of columnsOfNeed(gone, need, asset)) column?.fill(Number.NaN, from);
      expect(row(valuesOf(feature, gone), ASSETS, DAYS - 1)[asset], `without ${need} from row ${from}`).toBeNaN();
    }
  }
}

/** Everything after a row may change, and what was missing may begin: the row and those before it may not, bit by bit. */
export function expectPastUntouchedByFuture(feature: Feature): void {
  const newcomer = 5;
  for (const t of [380, 401, DAYS - 2]) {
    const known = copyPanel(base);
    for (const column of columnsOfAsset(known, newcomer)) column.fill(Number.NaN);
    const before = valuesOf(feature, known);
    const changed = copyPanel(known);
    const rng = createRng(t);
    changed.assets.forEach((_, asset) => columnsOfAsset(changed, asset).forEach((column) => column.forEach((value, i) => {
      if (i > t) column[i] = rng.next() < 0.1 ? Number.NaN : (Number.isNaN(value) ? 1000 : Math.abs(value)) * (0.1 + 3 * rng.next());
    })));
    // A metric of day t is known only from t + 1 on.
    for (const columns of changed.metrics.values()) for (const column of columns) column[t] = (column[t] as number) * 7;
    const after = valuesOf(feature, changed);
    expect(after.subarray(0, (t + 1) * ASSETS), `rows up to ${t}`).toEqual(before.subarray(0, (t + 1) * ASSETS));
  }
}

/** One row alone, and a panel that begins later, give the same bits as the whole. */
export function expectSameAlone(feature: Feature): void {
  const whole = valuesOf(feature, base);
  for (const t of [200, 400]) expect(valuesOf(feature, base, t, t + 1)).toEqual(row(whole, ASSETS, t));
  const later = copyPanel(base);
  const left = 20;
  later.assets.forEach((_, asset) => columnsOfAsset(later, asset).forEach((column) => column.fill(Number.NaN, 0, left)));
  expect(valuesOf(feature, later, DAYS - 1, DAYS)).toEqual(row(whole, ASSETS, DAYS - 1));
}

/** The order of the assets does not matter: the same histories under other ids (Bitcoin, last by id, keeps its own). */
export function expectOrderFree(feature: Feature): void {
  const order = base.assets.map((_, i) => (i === ASSETS - 1 ? i : (i * 3 + 1) % (ASSETS - 1)));
  const pick = <T>(list: readonly T[]) => order.map((i) => list[i] as T);
  const shuffled: MutablePanel = {
    ...base,
    assets: pick(base.assets).map((asset, i): Asset => ({ ...asset, id: (base.assets[i] as Asset).id })),
    close: pick(base.close), tradedValue: pick(base.tradedValue), marketCap: pick(base.marketCap),
    circulatingSupply: pick(base.circulatingSupply), high: pick(base.high), low: pick(base.low),
    metrics: new Map([...base.metrics].map(([name, columns]) => [name, pick(columns)])),
  };
  const plain = valuesOf(feature, base, DAYS - 3, DAYS);
  const mixed = valuesOf(feature, shuffled, DAYS - 3, DAYS);
  for (let t = 0; t < 3; t += 1) expectClose(row(mixed, ASSETS, t), Float64Array.from(order, (i) => row(plain, ASSETS, t)[i] as number), 'shuffled');
}

function expectClose(actual: Float64Array, expected: Float64Array, message: string): void {
  actual.forEach((value, i) => {
    const other = expected[i] as number;
    if (Number.isNaN(other) || Number.isNaN(value)) return expect(Number.isNaN(value), `${message}: missing alike`).toBe(Number.isNaN(other));
    expect(Math.abs(value - other), `${message}: ${value} against ${other}`).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(other)));
  });
}

const USD_METRICS = /USD$/;

function scaled(panel: MutablePanel, kind: Invariance, factor: number): MutablePanel {
  const next = copyPanel(panel);
  const times = (columns: readonly Float64Array[], by: number, only?: number) => columns.forEach((column, asset) => {
    if (only === undefined || asset === only) column.forEach((value, i) => (column[i] = value * by));
  });
  const asset = 4;
  if (kind === 'price') for (const columns of [next.close, next.high, next.low, next.marketCap]) times(columns, factor, asset);
  if (kind === 'money') {
    for (const columns of [next.close, next.high, next.low, next.marketCap, next.tradedValue]) times(columns, factor);
    for (const [name, columns] of next.metrics) if (USD_METRICS.test(name)) times(columns, factor);
  }
  if (kind === 'redenomination') {
    for (const columns of [next.close, next.high, next.low]) times(columns, 1 / factor, asset);
    times(next.metrics.get('SplyCur') ?? [], factor, asset);
    times(next.metrics.get('SplyAct1yr') ?? [], factor, asset);
    next.assets = next.assets.map((item, i): Asset => (i === asset ? { ...item, maxSupply: (item.maxSupply ?? 0) * factor } : item));
  }
  return next;
}

/** A claimed invariance of scale holds. */
export function expectInvariance(feature: Feature): void {
  const from = DAYS - 3;
  const plain = valuesOf(feature, base, from, DAYS);
  for (const kind of feature.invariantTo) for (const factor of [1000, 0.03125]) expectClose(valuesOf(feature, scaled(base, kind, factor), from, DAYS), plain, kind);
}

export const CONTRACT: Readonly<Record<string, (feature: Feature) => void>> = {
  'is finite and inside its range': expectInRange,
  'warms up in exactly the days it says': expectExactWarmUp,
  'is missing where its inputs are': expectMissingStaysMissing,
  'never changes the past when the future changes': expectPastUntouchedByFuture,
  'gives the same for a row alone': expectSameAlone,
  'does not depend on the order of assets': expectOrderFree,
  'keeps the scale invariance it claims': expectInvariance,
};
