import { describe, expect, it } from 'vitest';
import { isoDay, dayNumber, dayFromNumber } from '../../../lib/domain/foundation/iso-day';
import { determine, type DecisionContext, type Determination } from '../../../lib/domain/indices/determine';
import { METHODOLOGIES, methodologyOf } from '../../../lib/domain/indices/methodologies/catalogue';
import type { Methodology } from '../../../lib/domain/indices/methodology';
import { isDeterminationDay, nextDetermination } from '../../../lib/domain/indices/schedule';
import { availableData, missingData } from '../../../lib/domain/indices/data-needs';
import { labelOf, nameList, percentWord } from '../../../lib/domain/indices/words';
import type { GradeSource } from '../../../lib/domain/scores/grade-source';
import { longLived, makeMarket, noGrades, priceGrades } from './market';

function methodology(slug: string): Methodology {
  const found = methodologyOf(slug);
  if (!found) throw new Error(slug);
  return found;
}

const panel = makeMarket({ describe: longLived });
const context = (over: Partial<DecisionContext> = {}): DecisionContext => ({ panel, grades: noGrades(panel), row: 400, held: new Set(), regimes: [], ...over });
const idsOf = (slug: string, over: Partial<DecisionContext> = {}): string[] => determine(methodology(slug), context(over)).targets.map(({ asset }) => panel.assets[asset]?.id ?? '');
const weightOf = (slug: string, id: string, over: Partial<DecisionContext> = {}): number => determine(methodology(slug), context(over)).targets.find(({ asset }) => panel.assets[asset]?.id === id)?.weight ?? 0;
const positionOf = (id: string): number => panel.assets.findIndex((asset) => asset.id === id);

describe('the catalogue', () => {
  it('has every row of Rule 4 in its order, each slug once', () => {
    expect(METHODOLOGIES.map(({ slug }) => slug)).toEqual([
      'bitcoin-anchor', 'large-cap-10', 'blue-chip-quality', 'broad-market-20', 'multi-sector', 'smart-contract-platforms', 'market-100',
      'small-cap-growth', 'defi', 'gaming', 'ai', 'real-world-assets', 'memes', 'emerging-ecosystems', 'momentum',
      'large-cap-staking', 'defi-yield', 'balanced-income', 'low-energy',
    ]);
    expect(methodologyOf('defi')?.caps.asset).toBe(0.2);
    expect(methodologyOf('nothing')).toBeNull();
  });

  it('waits for yields where nothing states them', () => {
    const available = availableData(panel);
    expect(missingData(methodology('large-cap-staking'), available)).toEqual(['staking yields with what part of them users pay']);
    expect(missingData(methodology('defi-yield'), available)).toEqual(['yield sources with their age, audit and size']);
    expect(missingData(methodology('balanced-income'), available)).toHaveLength(2);
    expect(missingData(methodology('large-cap-10'), available)).toEqual([]);
    expect(missingData(methodology('low-energy'), availableData({ ...panel, assets: panel.assets.map((asset) => ({ ...asset, consensus: null })) }))).toEqual(['consensus of the tokens']);
  });
});

describe('determination days', () => {
  it.each([
    ['weekly', '2021-12-26', true],
    ['weekly', '2021-12-27', false],
    ['monthly', '2021-02-28', true],
    ['monthly', '2020-02-28', false],
    ['quarterly', '2021-12-31', true],
    ['quarterly', '2021-11-30', false],
  ] as const)('%s on %s: %s', (cadence, day, expected) => {
    expect(isDeterminationDay(cadence, dayNumber(isoDay(day)))).toBe(expected);
  });

  it('names the next', () => {
    expect(nextDetermination('monthly', dayNumber(isoDay('2021-12-30')))).toBe('2021-12-31');
    expect(nextDetermination('quarterly', dayNumber(isoDay('2021-12-31')))).toBe('2022-03-31');
    expect(dayFromNumber(dayNumber(nextDetermination('weekly', dayNumber(isoDay('2021-12-26')))))).toBe('2022-01-02');
  });
});

describe('selection', () => {
  const bySize = [...panel.assets.keys()].sort((a, b) => (panel.marketCap[b]?.[400] as number) - (panel.marketCap[a]?.[400] as number));
  const at = (rank: number): string => panel.assets[bySize[rank - 1] as number]?.id ?? '';
  const held = (...ranks: number[]): Set<number> => new Set(ranks.map((rank) => bySize[rank - 1] as number));

  it('takes the ten largest to start with', () => {
    expect(idsOf('large-cap-10')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(at));
  });

  it.each<[string, number[], number[]]>([
    ['a holding at 12 stays, 10 waits outside', [1, 2, 3, 4, 5, 6, 7, 8, 9, 12], [1, 2, 3, 4, 5, 6, 7, 8, 9, 12]],
    ['a holding at 13 leaves, the largest outside comes', [1, 2, 3, 4, 5, 6, 7, 8, 9, 13], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['a newcomer at 8 pushes the last holding out', [1, 2, 3, 4, 5, 6, 7, 9, 10, 11], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['a newcomer at 9 waits while ten are inside the buffer', [1, 2, 3, 4, 5, 6, 7, 8, 10, 11], [1, 2, 3, 4, 5, 6, 7, 8, 10, 11]],
  ])('keeps the buffer: %s', (_, before, after) => {
    expect(idsOf('large-cap-10', { held: held(...before) })).toEqual(after.map(at));
  });

  it('says why each is in, and why each other is not', () => {
    const found = determine(methodology('large-cap-10'), context({ held: held(1, 2, 3, 4, 5, 6, 7, 8, 9, 13) }));
    expect(found.targets[0]).toMatchObject({ rank: 1, reason: 'rank 1 is within 8' });
    expect(found.targets[9]?.reason).toBe('a place was free and rank 10 was the largest outside');
    expect(found.outside.get(bySize[12] as number)).toBe("rank 13, beyond the buffer's 12");
    expect(found.targets.length + panel.assets.filter((_, asset) => found.outside.get(asset) !== undefined).length).toBe(panel.assets.length);
  });

  it('always holds Bitcoin with its floor, and Ethereum', () => {
    expect(idsOf('bitcoin-anchor')).toEqual(expect.arrayContaining(['bitcoin', 'ethereum']));
    expect(weightOf('bitcoin-anchor', 'bitcoin')).toBeGreaterThanOrEqual(0.5 - 1e-12);
    expect(weightOf('bitcoin-anchor', 'bitcoin')).toBeLessThanOrEqual(0.7 + 1e-12);
  });

  it('leaves out proof of work, and what is not known', () => {
    for (const id of idsOf('low-energy')) expect(panel.assets[positionOf(id)]?.consensus).toBe('pos');
  });

  it('leaves out the three largest ecosystems', () => {
    const ecosystems = new Set(idsOf('emerging-ecosystems').map((id) => panel.assets[positionOf(id)]?.ecosystem));
    expect(ecosystems.size).toBe(3);
    expect(ecosystems.has('bitcoin')).toBe(false);
  });

  it('picks the best of each sector with three eligible, and the weights share risk by sector', () => {
    const targets = idsOf('multi-sector', { grades: priceGrades(panel) });
    expect(targets).toHaveLength(14);
    const sectors = targets.map((id) => panel.assets[positionOf(id)]?.sectors[0]);
    expect(new Set(sectors).size).toBe(7);
  });

  it('counts a sector by its eligible, not by those with a grade, and passes over the rest', () => {
    const gaming = panel.assets.map((asset, i) => ({ asset, i })).filter(({ asset }) => asset.sectors[0] === 'gaming').map(({ i }) => i);
    const unknown = new Set(gaming.slice(2));
    const all = priceGrades(panel);
    const investor = (row: number): Float64Array => all.investor(row).map((grade, i) => (unknown.has(i) ? Number.NaN : 1 + grade));
    const targets = determine(methodology('multi-sector'), context({ grades: { ...all, investor } })).targets.map(({ asset }) => asset);
    expect(gaming.length).toBeGreaterThanOrEqual(3);
    expect(targets.filter((asset) => gaming.includes(asset))).toEqual(expect.arrayContaining(gaming.slice(0, 2)));
    expect(targets.some((asset) => unknown.has(asset))).toBe(false);
  });

  it('passes over what has no grade, and falls back to market cap under half, saying so', () => {
    const most = determine(methodology('defi'), context({ grades: priceGrades(panel, 0.7) }));
    expect(most.notes.filter((note) => note.includes('market cap decided'))).toEqual([]);
    expect(most.targets.every(({ reason }) => reason.startsWith('investor grade'))).toBe(true);
    expect(panel.assets.map((_, asset) => most.outside.get(asset))).toContain('no investor grade');
    const few = determine(methodology('defi'), context({ grades: priceGrades(panel, 0.3) }));
    expect(few.notes[0]).toMatch(/^Only .* of the eligible have a grade, so market cap decided/);
    expect(few.targets.every(({ reason }) => reason.startsWith('rank'))).toBe(true);
  });

  it('selects small caps by forecast while the gate is open, by trader grade else, and says which', () => {
    const all = priceGrades(panel);
    const upside = (row: number): Float64Array => all.trader(row).map((grade) => 100 - grade);
    const pick = (grades: GradeSource) => determine(methodology('small-cap-growth'), context({ grades }));
    const open = pick({ ...all, forecast: upside, gateOpen: () => true });
    expect(open.notes[0]).toBe('By forecast: its gate was open (Rule 3.5).');
    expect(open.targets.every(({ reason }) => reason.startsWith('forecast '))).toBe(true);
    const closed = pick({ ...all, forecast: upside });
    expect(closed.notes[0]).toBe('By trader grade: the gate of the forecast was closed (Rule 3.5).');
    expect(closed.targets.every(({ reason }) => reason.startsWith('trader grade '))).toBe(true);
    expect(closed.targets.map(({ asset }) => asset)).not.toEqual(open.targets.map(({ asset }) => asset));
    const thin = pick({ ...all, forecast: (row) => upside(row).map((value, i) => (i % 4 === 0 ? value : Number.NaN)), gateOpen: () => true });
    expect(thin.notes[0]).toMatch(/^By trader grade: only .* of the eligible had a forecast/);
    expect(thin.targets.map(({ asset }) => asset)).toEqual(closed.targets.map(({ asset }) => asset));
    expect(pick({ ...noGrades(panel), forecast: upside }).notes[0]).toMatch(/market cap decided/);
  });

  it('says of every rule by a grade that no forecast had a part in it, and of one by size too', () => {
    const noted = (slug: string) => determine(methodology(slug), context({ grades: { ...priceGrades(panel), gateOpen: () => true } })).notes.filter((note) => note.includes('3.5'));
    expect(noted('defi')).toEqual(['By investor grade, as its rule says: no forecast had a part in it (Rule 3.5).']);
    expect(noted('momentum')).toEqual(['By trader grade, as its rule says: no forecast had a part in it (Rule 3.5).']);
    expect(noted('large-cap-10')).toEqual(['By market cap, as its rule says: no forecast had a part in it (Rule 3.5).']);
  });

  it('tilts by grade only where grades count', () => {
    const graded = determine(methodology('smart-contract-platforms'), context({ grades: priceGrades(panel) }));
    expect(graded.targets.some(({ weightReason }) => weightReason.includes('times investor grade'))).toBe(true);
    const plain = determine(methodology('smart-contract-platforms'), context());
    expect(plain.targets.some(({ weightReason }) => weightReason.includes('times'))).toBe(false);
  });

  it('excludes a flagged asset and says so', () => {
    const flags = new Uint8Array(panel.assets.length);
    flags[positionOf('bitcoin')] = 1;
    const found = determine(methodology('large-cap-10'), context({ grades: { ...noGrades(panel), excluded: () => flags } }));
    expect(found.targets.some(({ asset }) => asset === positionOf('bitcoin'))).toBe(false);
    expect(found.outside.get(positionOf('bitcoin'))).toBe('flagged by the anomaly watch');
  });

  it('holds half in cash in a volatile bear, market-100 alone', () => {
    const regimes = Array.from({ length: panel.days }, () => 'volatileBear' as const);
    const bear = determine(methodology('market-100'), context({ regimes }));
    expect(bear.cash).toBeCloseTo(0.5, 9);
    expect(bear.notes).toContain('Volatile bear: 50\u202f% in cash (Rule 6.4).');
    expect(determine(methodology('large-cap-10'), context({ regimes })).cash).toBe(0);
  });
});

describe('every methodology', () => {
  const sources = [['no grades', noGrades(panel)], ['grades for all', priceGrades(panel)], ['grades for some', priceGrades(panel, 0.6)]] as const;

  it.each(METHODOLOGIES.flatMap(({ slug }) => sources.map(([name, grades]) => [slug, name, grades] as const)))('%s keeps the contract with %s', (slug, _, grades) => {
    const rules = methodology(slug);
    const found = determine(rules, context({ grades, row: 450 }));
    const sum = found.targets.reduce((total, { weight }) => total + weight, found.cash);
    expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
    expect(found.targets.length).toBeGreaterThan(0);
    for (const { asset, weight, reason, weightReason } of found.targets) {
      const cap = rules.caps.assets?.[panel.assets[asset]?.id ?? ''] ?? rules.caps.asset;
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(cap + 1e-12);
      expect(reason.length).toBeGreaterThan(5);
      expect(weightReason.endsWith('.')).toBe(true);
      if (weight >= cap - 1e-12) expect(weightReason).toMatch(/^Held to its .* cap\.$/);
    }
    expect(new Set(found.targets.map(({ asset }) => asset)).size).toBe(found.targets.length);
    if (rules.caps.sector !== null) {
      const bySector = new Map<string, number>();
      for (const { asset, weight } of found.targets) bySector.set(panel.assets[asset]?.sectors[0] ?? '', (bySector.get(panel.assets[asset]?.sectors[0] ?? '') ?? 0) + weight);
      for (const share of bySector.values()) expect(share).toBeLessThanOrEqual(rules.caps.sector + 1e-9);
    }
    const told = (one: Determination) => ({ ...one, outside: panel.assets.map((_, asset) => one.outside.get(asset)) });
    expect(told(determine(rules, context({ grades, row: 450 })))).toEqual(told(found));
  });
});

describe('words', () => {
  it('repeats the docstrings', () => {
    expect(percentWord(0.3)).toBe('30\u202f%');
    expect(percentWord(0.0464)).toBe('4.6\u202f%');
    expect(nameList(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
    expect(nameList(['a', 'b'])).toBe('a and b');
    expect(nameList([])).toBe('');
    expect(labelOf('layer-1')).toBe('Layer 1');
    expect(labelOf('gaming')).toBe('Gaming');
  });
});
