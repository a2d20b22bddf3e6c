import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDay } from '../../../lib/domain/foundation/iso-day';
import { assetIndex, at, dayOf, emptyColumns, rowOf } from '../../../lib/domain/market/panel';
import { fixturePanel, START } from './panel-fixture';

describe('the day × asset panel', () => {
  const panel = fixturePanel(10, [{ id: 'b', from: 3, close: (row) => row }, { id: 'a' }, { id: 'a-b' }]);

  it('has a row for every calendar day, and days outside are simply elsewhere', () => {
    expect(rowOf(panel, START)).toBe(0);
    expect(rowOf(panel, isoDay('2021-01-10'))).toBe(9);
    expect(rowOf(panel, isoDay('2020-12-31'))).toBe(-1);
    expect(dayOf(panel, 9)).toBe('2021-01-10');
  });

  it('finds assets by id, sorted', () => {
    expect(panel.assets.map((asset) => asset.id)).toEqual(['a', 'a-b', 'b']);
    expect(['a', 'a-b', 'b', 'c', ''].map((id) => assetIndex(panel, id))).toEqual([0, 1, 2, -1, -1]);
  });

  it('is missing where nothing is known, never zero', () => {
    expect(at(panel.close, 2, 2)).toBeNaN();
    expect(at(panel.close, 2, 3)).toBe(3);
    expect([at(panel.close, 2, -1), at(panel.close, 2, 10), at(panel.close, 9, 0)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(emptyColumns(2, 3).flatMap((column) => [...column]).every(Number.isNaN)).toBe(true);
  });

  it('finds every asset of every panel, and no other', () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), { maxLength: 30 });
    fc.assert(fc.property(ids, fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), (present, other) => {
      const some = fixturePanel(1, present.map((id) => ({ id })));
      for (const id of present) expect(some.assets[assetIndex(some, id)]?.id).toBe(id);
      expect(assetIndex(some, other) >= 0).toBe(present.includes(other));
    }), { numRuns: 1000, seed: 21 });
  });
});
