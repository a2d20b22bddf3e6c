import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSET_KINDS } from '../../../lib/domain/market/asset';
import { historyDays, latestWithin, screenUniverse, type ScreenedUniverse } from '../../../lib/domain/market/eligibility';
import { predecessorsOf } from '../../../lib/domain/market/lineage';
import type { MarketPanel } from '../../../lib/domain/market/panel';
import { DEFAULT_SCREENS } from '../../../lib/domain/market/rules';
import { fixturePanel, type FixtureAsset } from './panel-fixture';

const DAYS = 120;
const LAST = DAYS - 1;
const screens = DEFAULT_SCREENS.balanced;

function reasonOf(asset: Partial<FixtureAsset>, options: { held?: boolean; excluded?: boolean; row?: number } = {}): string {
  const panel = fixturePanel(DAYS, [{ id: 'a', ...asset }]);
  const result = screenUniverse(panel, options.row ?? LAST, screens, {
    held: new Set(options.held ? [0] : []),
    excluded: Uint8Array.of(options.excluded ? 1 : 0),
  });
  return result.eligible.includes(0) ? 'eligible' : (result.reasons.get(0) ?? 'nowhere');
}

function ids(panel: MarketPanel, positions: readonly number[]): string[] {
  return positions.map((position) => panel.assets[position]?.id ?? '');
}

describe('who may be held (Rule 2.2)', () => {
  it.each(ASSET_KINDS.map((kind) => [kind, kind === 'coin' || kind === 'token' ? 'eligible' : 'kind'] as const))('a %s is %s', (kind, expected) => {
    expect(reasonOf({ kind })).toBe(expected);
  });

  it('only the newest member of a lineage is, from its first price on', () => {
    const panel = fixturePanel(DAYS, [{ id: 'ethlend' }, { id: 'aave', from: 100 }]);
    expect(ids(panel, screenUniverse(panel, 99, screens).eligible)).toEqual(['ethlend']);
    const later = screenUniverse(panel, 100, screens);
    expect(ids(panel, later.eligible)).toEqual([]);
    expect(later.reasons).toEqual(new Map([[0, 'no-recent-price'], [1, 'superseded']]));
    expect(ids(panel, screenUniverse(panel, 114, screens).eligible)).toEqual(['aave']);
  });

  it('history carries through a migration (Rule 2.1)', () => {
    const panel = fixturePanel(DAYS, [{ id: 'ethlend' }, { id: 'aave', from: 100 }, { id: 'other', from: 100 }]);
    expect(historyDays(panel, 0, 100)).toBe(101);
    expect(historyDays(panel, 2, 100)).toBe(1);
    expect(screenUniverse(panel, LAST, screens).reasons).toEqual(new Map([[1, 'superseded'], [2, 'short-history']]));
    expect(predecessorsOf('aave')).toEqual(['ethlend']);
    expect(predecessorsOf('ethlend')).toEqual([]);
  });
});

describe('default screens (Rule 2.3)', () => {
  it.each([
    ['90 days of history, the first included', { from: LAST - 89 }, {}, 'eligible'],
    ['89 days of history', { from: LAST - 88 }, {}, 'short-history'],
    ['89 days, but held', { from: LAST - 88 }, { held: true }, 'eligible'],
    ['no price yet', { from: LAST }, { row: LAST - 1 }, 'not-started'],
    ['a price missing two days ago', { close: (row: number) => (row === LAST - 2 ? Number.NaN : 1) }, {}, 'no-recent-price'],
    ['a price missing three days ago', { close: (row: number) => (row === LAST - 3 ? Number.NaN : 1) }, {}, 'eligible'],
    ['a series that ended the day before', { to: LAST - 1 }, {}, 'no-recent-price'],
    ['exactly the traded value asked for', { tradedValue: 1_000_000 }, {}, 'eligible'],
    ['a dollar less', { tradedValue: 999_999 }, {}, 'thin-trading'],
    ['20 % less, but held', { tradedValue: 800_000 }, { held: true }, 'eligible'],
    ['more than 20 % less, though held', { tradedValue: 799_999 }, { held: true }, 'thin-trading'],
    ['a traded value of 0 is zero', { tradedValue: 0 }, {}, 'thin-trading'],
    ['14 known days of 30', { tradedValue: (row: number) => (row > LAST - 14 ? 5e6 : Number.NaN) }, {}, 'traded-value-unknown'],
    ['15 known days of 30', { tradedValue: (row: number) => (row > LAST - 15 ? 5e6 : Number.NaN) }, {}, 'eligible'],
    ['a flag of the anomaly watch', {}, { excluded: true }, 'flagged'],
    ['no market cap', { marketCap: Number.NaN }, {}, 'market-cap-unknown'],
    ['a market cap three days old', { marketCap: (row: number) => (row > LAST - 3 ? Number.NaN : 1e9) }, {}, 'eligible'],
    ['a market cap four days old', { marketCap: (row: number) => (row > LAST - 4 ? Number.NaN : 1e9) }, {}, 'market-cap-unknown'],
  ] as const)('%s', (_, asset, options, expected) => {
    expect(reasonOf(asset, options)).toBe(expected);
  });

  it('aggressive indices ask for a tenth of the traded value', () => {
    const panel = fixturePanel(DAYS, [{ id: 'a', tradedValue: 100_000 }]);
    expect(screenUniverse(panel, LAST, DEFAULT_SCREENS.aggressive).eligible).toEqual([0]);
    expect(screenUniverse(panel, LAST, DEFAULT_SCREENS.conservative).eligible).toEqual([]);
  });

  it('ranks by market cap, then id; without a cap there is no rank', () => {
    const panel = fixturePanel(DAYS, [{ id: 'd', marketCap: 2 }, { id: 'c', marketCap: 3 }, { id: 'b', marketCap: 2 }, { id: 'a', marketCap: Number.NaN }]);
    const { eligible, unranked } = screenUniverse(panel, LAST, screens);
    expect(ids(panel, eligible)).toEqual(['c', 'b', 'd']);
    expect(ids(panel, unranked)).toEqual(['a']);
  });
});

describe('a value is carried for three days at most (Rule 1.5)', () => {
  it('repeats its example', () => {
    const columns = [Float64Array.of(5, Number.NaN, Number.NaN, Number.NaN, Number.NaN)];
    expect(latestWithin(columns, 0, 2)).toBe(5);
    expect(latestWithin(columns, 0, 3)).toBe(5);
    expect(latestWithin(columns, 0, 4)).toBeNaN();
  });
});

const IDS = ['aave', 'ethlend', 'kyber-network', 'kyber-network-crystal', 'thorchain', 'thorchain-erc20', 'zcash', 'bitcoin'];
const market = fc
  .record({
    picked: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1 }),
    seed: fc.array(fc.record({ from: fc.nat(DAYS - 1), length: fc.nat(DAYS), cap: fc.integer({ min: 0, max: 4 }), traded: fc.integer({ min: 0, max: 3 }), kind: fc.constantFrom('coin', 'token', 'stablecoin') }), { minLength: IDS.length, maxLength: IDS.length }),
    row: fc.nat(DAYS - 1),
  })
  .map(({ picked, seed, row }) => ({
    row,
    assets: picked.map((id, index): FixtureAsset => {
      const one = seed[index] as (typeof seed)[number];
      return { id, from: one.from, to: Math.min(DAYS - 1, one.from + one.length), marketCap: one.cap, tradedValue: one.traded * 600_000, kind: one.kind as 'coin' };
    }),
  }));

function byId(panel: MarketPanel, result: ScreenedUniverse): unknown {
  return { eligible: ids(panel, result.eligible), unranked: ids(panel, result.unranked), reasons: [...result.reasons].map(([position, reason]) => [panel.assets[position]?.id, reason]) };
}

describe('properties of the universe', () => {
  it('everyone is eligible or has a reason, never both', () => {
    fc.assert(fc.property(market, ({ assets, row }) => {
      const panel = fixturePanel(DAYS, assets);
      const { eligible, reasons } = screenUniverse(panel, row, screens);
      expect(eligible.length + reasons.size).toBe(assets.length);
      expect(eligible.filter((position) => reasons.has(position))).toEqual([]);
    }), { numRuns: 1000, seed: 1 });
  });

  it('does not depend on the order in which assets come', () => {
    fc.assert(fc.property(market, ({ assets, row }) => {
      const [forward, backward] = [fixturePanel(DAYS, assets), fixturePanel(DAYS, [...assets].reverse())];
      expect(byId(backward, screenUniverse(backward, row, screens))).toEqual(byId(forward, screenUniverse(forward, row, screens)));
    }), { numRuns: 1000, seed: 2 });
  });

  it('does not change when the future does', () => {
    fc.assert(fc.property(market, fc.nat(10), ({ assets, row }, factor) => {
      const [panel, changed] = [fixturePanel(DAYS, assets), fixturePanel(DAYS, assets)];
      for (const columns of [changed.close, changed.marketCap, changed.tradedValue]) {
        for (const column of columns) for (let later = row + 1; later < DAYS; later += 1) column[later] = factor === 0 ? Number.NaN : (column[later] ?? 0) * factor;
      }
      expect(screenUniverse(changed, row, screens)).toEqual(screenUniverse(panel, row, screens));
    }), { numRuns: 1000, seed: 3 });
  });

  it('lets whoever is held stay whenever it would be let in', () => {
    fc.assert(fc.property(market, ({ assets, row }) => {
      const panel = fixturePanel(DAYS, assets);
      const inside = new Set(screenUniverse(panel, row, screens).eligible);
      const held = screenUniverse(panel, row, screens, { held: new Set(assets.keys()) }).eligible;
      expect([...inside].filter((position) => !held.includes(position))).toEqual([]);
    }), { numRuns: 1000, seed: 4 });
  });
});
