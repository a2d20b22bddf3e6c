import { describe, expect, it, vi } from 'vitest';
import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import * as neweyWests from '@/lib/domain/foundation/newey-west';
import { createRng } from '@/lib/domain/foundation/rng';
import { calibrate, calibrationBins, isotonic, NO_CALIBRATION, probabilityAt } from '@/lib/domain/scores/forecast/calibration';
import { agreementOf, bestCombination, blendRanks, learnWeights, percentilesOf } from '@/lib/domain/scores/forecast/ensemble';
import { bestBaseline, gateHistory, gateIn, gateNow, labelsKnownOn, openOn, raceOf, type RaceMonth } from '@/lib/domain/scores/forecast/gate';
import { rankCorrelation, rankIcByMonth, rankIcByRow, rowRanges } from '@/lib/domain/scores/forecast/rank-ic';
import { monthlySpreads } from '@/lib/domain/scores/forecast/spread';
import type { SampleSet } from '@/lib/domain/scores/forecast/sample-set';

/** 2021-01-03, a Sunday. */
const START = dayNumber(isoDay('2021-01-03'));

/** Ten assets on each row; `excess` by row and asset. */
function tenAssets(rows: readonly number[], excess: (row: number, asset: number) => number): SampleSet {
  const count = rows.length * 10;
  const row = Int32Array.from({ length: count }, (_, i) => rows[Math.floor(i / 10)] as number);
  const asset = Int32Array.from({ length: count }, (_, i) => i % 10);
  const outcomes = Float64Array.from(row, (at, i) => excess(at, asset[i] as number));
  return { features: [], count, values: new Float32Array(0), row, asset, target: outcomes, excess: outcomes };
}

describe('rank IC', () => {
  const ten = Array.from({ length: 10 }, (_, i) => i);

  it('is 1 in the same order, −1 in the reverse, whatever the scale', () => {
    expect(rankCorrelation(ten, ten.map((x) => Math.exp(x)))).toBeCloseTo(1, 12);
    expect(rankCorrelation(ten, ten.map((x) => -x))).toBeCloseTo(-1, 12);
  });

  it('shares ranks of ties (scipy.stats.spearmanr)', () => {
    expect(rankCorrelation([1, 2, 2, 3, 4, 5, 5, 5, 6, 7], [2, 1, 4, 3, 6, 5, 8, 7, 9, 9])).toBeCloseTo(0.9198231868799304, 12);
  });

  it('counts pairs of which both are known, and at least ten of them', () => {
    expect(rankCorrelation([...ten, 99], [...ten, Number.NaN])).toBeCloseTo(1, 12);
    expect(rankCorrelation([...ten.slice(1), Number.NaN], ten)).toBeNaN();
    expect(rankCorrelation(ten, ten.map(() => 1))).toBeNaN();
  });

  it('is told by Sunday, then by month as a plain mean', () => {
    const samples = tenAssets([0, 1, 7, 28, 35], (row, asset) => (row === 7 ? -asset : asset));
    const score = Float64Array.from(samples.asset);
    const rows = rankIcByRow(samples, START, [score], [0]);
    expect(rows.map(({ row, month, assets }) => [row, month, assets])).toEqual([[0, '2021-01', 10], [7, '2021-01', 10], [28, '2021-01', 10], [35, '2021-02', 10]]);
    const months = rankIcByMonth(rows);
    expect(months.map(({ month, rows: count }) => [month, count])).toEqual([['2021-01', 3], ['2021-02', 1]]);
    expect(months[0]?.ics[0]).toBeCloseTo(1 / 3, 12);
    expect(rowRanges(samples.row).slice(0, 2)).toEqual([{ row: 0, from: 0, to: 10 }, { row: 1, from: 10, to: 20 }]);
  });
});

describe('the ensemble', () => {
  const noisy = (level: number, seed: number, months = 36) => {
    const rng = createRng(seed);
    return Array.from({ length: months }, () => level + 0.05 * rng.normal());
  };

  const alike = (n: number, agreement = 0.5) => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_none, j) => (i === j ? 1 : agreement)));

  it.each([
    ['one', [0.05], [[1]], [1]],
    ['two of a kind', [0.05, 0.05], alike(2, 0.97), [0.5, 0.5]],
    ['two that know different things: by IC', [0.06, 0.03], alike(2, 0), [2 / 3, 1 / 3]],
    ['one that repeats a better one', [0.06, 0.03], alike(2, 0.6), [1, 0]],
    ['one below 0', [0.05, -0.02], alike(2, 0), [1, 0]],
    ['nobody above 0', [-0.05, -0.02], alike(2, 0), [0.5, 0.5]],
    ['worked by hand: C⁻¹·ic = (0.04, 0.01)', [0.045, 0.03], alike(2, 0.5), [0.8, 0.2]],
  ])('combines best %s', (_words, ics, agreement, expected) => {
    bestCombination(ics, agreement).forEach((weight, i) => expect(weight).toBeCloseTo(expected[i] as number, 9));
  });

  it('weighs equally until something is known, and where nobody is above 0', () => {
    expect(learnWeights([[], []], alike(2))).toEqual([0.5, 0.5]);
    expect(learnWeights([[0.1, 0.1], [0, 0]], alike(2))).toEqual([0.5, 0.5]);
    expect(learnWeights([noisy(-0.1, 1), noisy(-0.1, 2)], alike(2))).toEqual([0.5, 0.5]);
  });

  it('weighs by what helps where the difference is clear, about equally where it is not; never below 0, always 1 together', () => {
    const clear = learnWeights([noisy(0.06, 1), noisy(0.06, 2), noisy(-0.03, 3)], alike(3));
    expect(clear[2]).toBeLessThan(0.1);
    const rng = createRng(4);
    for (let run = 0; run < 50; run += 1) {
      const weights = learnWeights([0, 1, 2].map((member) => noisy(0.03 * rng.next(), 100 * run + member)), alike(3, 0.9 * rng.next()));
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
    const even = learnWeights([noisy(0.05, 5), noisy(0.05, 6)], alike(2));
    expect(Math.abs((even[0] as number) - 0.5)).toBeLessThan(0.2);
  });

  it('takes a lead for chance that is smaller than its own error', () => {
    // Half a year better, half a year worse by a tenth, and a thousandth better on the whole: alone that would be 0.69 against 0.31.
    const swing = (sign: number) => Array.from({ length: 36 }, (_, month) => 0.05 + sign * (0.001 + (Math.floor(month / 6) % 2 === 0 ? 0.1 : -0.1)));
    bestCombination([0.051, 0.049], alike(2, 0.9)).forEach((weight, i) => expect(weight).toBeCloseTo([0.69, 0.31][i] as number, 9));
    expect(learnWeights([swing(1), swing(-1)], alike(2, 0.9))).toEqual([0.5, 0.5]);
  });

  it('knows how far its members agree', () => {
    const row = Int32Array.from({ length: 20 }, (_, i) => Math.floor(i / 10));
    const up = Float64Array.from(row, (_, i) => i % 10);
    const turned = up.map((x, i) => (i < 10 ? x : -x));
    expect(agreementOf(row, [up, turned], () => true)).toEqual([[1, expect.closeTo(0, 12)], [expect.closeTo(0, 12), 1]]);
    expect(agreementOf(row, [up, turned], (at) => at === 0)[0]?.[1]).toBeCloseTo(1, 12);
  });

  it('averages ranks of those that speak', () => {
    const row = new Int32Array(10).fill(3);
    const up = Float64Array.from(row, (_, i) => i);
    const steep = up.map((x) => x ** 5);
    expect([...blendRanks(row, [up, steep], () => [0.5, 0.5])]).toEqual([...blendRanks(row, [up], () => [1])]);
    expect([...blendRanks(row, [up, up.map((x) => -x)], () => [0.5, 0.5])].every((rank) => Math.abs(rank) < 1e-15)).toBe(true);
    const silent = up.map(() => Number.NaN);
    expect(blendRanks(row, [up, silent], () => [0.2, 0.8])[9]).toBeCloseTo(0.45, 12);
    expect(blendRanks(row, [silent], () => [1])[9]).toBeNaN();
    expect(blendRanks(row, [up, silent], () => [0, 1])[9]).toBeCloseTo(0.45, 12);
    expect(percentilesOf(row, up)[9]).toBeCloseTo(95, 12);
  });
});

describe('calibration', () => {
  it('pools what goes down (worked by hand)', () => {
    expect([...isotonic([1, 3, 2], [1, 1, 1])]).toEqual([1, 2.5, 2.5]);
    expect([...isotonic([3, 1, 2], [1, 2, 3])].map((value) => Number(value.toFixed(6)))).toEqual([1.666667, 1.666667, 2]);
    expect([...isotonic([4, 3, 2, 1], [1, 1, 1, 1])]).toEqual([2.5, 2.5, 2.5, 2.5]);
  });

  it('is non-decreasing, keeps the mean, and does not move what rises already', () => {
    const rng = createRng(2);
    for (let run = 0; run < 50; run += 1) {
      const y = Array.from({ length: 20 }, () => rng.next());
      const fitted = [...isotonic(y, y.map(() => 1))];
      expect(fitted.every((value, i) => i === 0 || value >= (fitted[i - 1] as number))).toBe(true);
      expect(fitted.reduce((sum, value) => sum + value, 0)).toBeCloseTo(y.reduce((sum, value) => sum + value, 0), 10);
      const rising = [...y].sort((a, b) => a - b);
      expect([...isotonic(rising, y.map(() => 1))]).toEqual(rising);
    }
  });

  it('finds a probability that depends on the place, and says nothing of few outcomes', () => {
    const rng = createRng(4);
    const places = Array.from({ length: 20_000 }, () => 100 * rng.next());
    const beats = places.map((place) => (rng.next() < 0.3 + 0.003 * place ? 1 : 0));
    const curve = calibrate(places, beats);
    for (const place of [20, 50, 80]) expect(Math.abs(probabilityAt(curve, place) - (0.3 + 0.003 * place))).toBeLessThan(0.03);
    expect(calibrate(places.slice(0, 499), beats.slice(0, 499))).toEqual(NO_CALIBRATION);
    expect(probabilityAt(NO_CALIBRATION, 50)).toBeNaN();
    const bins = calibrationBins(places.map((place) => 0.3 + 0.003 * place), beats);
    expect(bins).toHaveLength(10);
    bins.forEach(({ predicted, observed, count }) => {
      expect(Math.abs(predicted - observed)).toBeLessThan(0.04);
      expect(count).toBe(2000);
    });
  });

  it('never falls with the place, whatever came of it, and keeps the mean', () => {
    // Of ten groups the second half beats less than the first: nothing is known but the share of all.
    const places = Array.from({ length: 1_000 }, (_, i) => i / 10);
    const falling = calibrate(places, places.map((place, i) => (i % 100 < (place < 50 ? 60 : 40) ? 1 : 0)));
    expect(falling.probabilities).toEqual(new Array(10).fill(expect.closeTo(0.5, 12)));
    const dented = calibrate(places, places.map((place, i) => (i % 100 < (place >= 40 && place < 50 ? 10 : place) ? 1 : 0)));
    expect(dented.probabilities.every((probability, i, all) => i === 0 || probability >= (all[i - 1] as number))).toBe(true);
  });

  it('is linear between knots and flat beyond', () => {
    const curve = { percentiles: [10, 20], probabilities: [0.4, 0.6] };
    expect([0, 10, 15, 20, 99].map((place) => probabilityAt(curve, place))).toEqual([0.4, 0.4, 0.5, 0.6, 0.6]);
  });
});

describe('the spread', () => {
  const score = (samples: SampleSet) => Float64Array.from(samples.asset);

  it('is the first fifth less the last, once a month, and pays for what changes', () => {
    const samples = tenAssets([0, 7, 35], (_row, asset) => asset / 100);
    const cost = new Float64Array(samples.count).fill(0.001);
    const months = monthlySpreads(samples, START, score(samples), cost);
    expect(months.map(({ month, row }) => [month, row])).toEqual([['2021-01', 0], ['2021-02', 35]]);
    // 9 and 8 less 0 and 1, cut at the 1st and 99th percentile: 0.0891 and 0.0009.
    expect(months[0]?.gross).toBeCloseTo((0.0891 + 0.08 - 0.0009 - 0.01) / 2, 12);
    expect([months[0]?.net, months[0]?.turnover]).toEqual([(months[0]?.gross as number) - 0.002, 0.5]);
    expect([months[1]?.net, months[1]?.turnover]).toEqual([months[1]?.gross, 0]);
  });

  it('is of fifths: of ten tokens and of fourteen two a side', () => {
    const count = 14;
    const excess = Float64Array.from({ length: count }, (_, i) => i / 100);
    const samples: SampleSet = { features: [], count, values: new Float32Array(0), row: new Int32Array(count), asset: Int32Array.from({ length: count }, (_, i) => i), target: excess, excess };
    // The first and the last are cut at the 1st and 99th percentile: 0.0013 and 0.1287.
    expect(monthlySpreads(samples, START, score(samples), new Float64Array(count))[0]?.gross).toBeCloseTo((0.1287 + 0.12 - 0.0013 - 0.01) / 2, 12);
  });

  it('turns over completely where the order turns', () => {
    const samples = tenAssets([0, 35], (_row, asset) => asset / 100);
    const turned = Float64Array.from(samples.asset, (asset, i) => (samples.row[i] === 0 ? asset : -asset));
    const [, second] = monthlySpreads(samples, START, turned, new Float64Array(samples.count).fill(0.001));
    expect(second?.gross).toBeLessThan(0);
    expect([second?.turnover, (second?.gross as number) - (second?.net as number)]).toEqual([1, expect.closeTo(0.004, 12)]);
  });

  it('leaves unknown outcomes out, and rows without any', () => {
    const samples = tenAssets([0, 35], (row, asset) => (row === 35 || asset === 9 ? Number.NaN : asset / 100));
    const months = monthlySpreads(samples, START, score(samples), new Float64Array(samples.count));
    expect(months).toHaveLength(1);
    expect(months[0]?.gross).toBeCloseTo(0.0792 - (0.01 + 0.0008) / 2, 12);
  });
});

describe('the gate', () => {
  /** Months from 2018-01 on, each known at the end of the month after. */
  function race(months: number, ensemble: (i: number) => number, momentum: (i: number) => number = () => 0): RaceMonth[] {
    return Array.from({ length: months }, (_, i) => {
      const next = new Date(Date.UTC(2018, i + 2, 0));
      const month = new Date(Date.UTC(2018, i, 1)).toISOString().slice(0, 7);
      return { month, knownOn: next.getTime() / 86_400_000, ensemble: ensemble(i), baselines: { momentum: momentum(i), size: -0.01, ridge: -0.02 } };
    });
  }
  const wave = (level: number, swing: number) => (i: number) => level + (i % 2 === 0 ? swing : -swing);

  it('is closed before 24 months are known, then open where the ensemble is clearly better', () => {
    const better = race(60, wave(0.06, 0.02));
    expect(gateIn('2020-01', better)).toMatchObject({ open: false, months: 23, reason: 'The model has been judged out of sample over 23 months; the gate needs 24. Indices use the rule-based grade.' });
    expect(gateIn('2020-02', better)).toMatchObject({ open: true, months: 24, baseline: 'momentum' });
    expect(gateIn('2022-01', better)).toMatchObject({ open: true, months: 36 });
    expect(gateIn('2018-01', better).reason).toContain('over no month;');
  });

  it('says by what it was not beaten', () => {
    const behind = gateIn('2021-06', race(60, wave(0.018, 0.1), wave(0.021, -0.1)));
    expect(behind.reason).toBe('The model did not beat 30-day momentum over the last 36 months (rank IC 0.018 against 0.021). Indices use the rule-based grade.');
    const unclear = gateIn('2021-06', race(60, wave(0.03, 0.3), wave(0.02, -0.3)));
    expect(gateIn('2021-06', race(60, wave(-0.018, 0.1))).reason).toContain('(rank IC −0.018 against 0.000)');
    expect(unclear).toMatchObject({ open: false });
    expect(unclear.reason).toContain('did not beat 30-day momentum clearly over the last 36 months');
  });

  it('looks at nothing that was not known before the month began', () => {
    const months = race(60, wave(0.06, 0.02));
    const changed = months.map((month, i) => (i >= 30 ? { ...month, ensemble: -1 } : month));
    const known = months[30]?.month as string;
    expect(gateHistory(changed, '2018-01', '2020-08')).toEqual(gateHistory(months, '2018-01', '2020-08'));
    expect(known).toBe('2020-07');
    expect(gateIn('2020-09', changed).open).toBe(false);
  });

  it('closes again when the model stops working', () => {
    const history = gateHistory(race(80, (i) => (i < 40 ? wave(0.08, 0.02)(i) : wave(-0.05, 0.02)(i))), '2018-01', '2024-01');
    expect(openOn(history, '2021-03-31')).toBe(true);
    expect(openOn(history, '2023-06-04')).toBe(false);
    expect(openOn(history, '1999-01-01')).toBe(false);
    const now = gateNow(history);
    expect(now).toMatchObject({ open: false, reason: history.at(-1)?.reason });
    expect(openOn(history, now.since as string)).toBe(false);
    expect(history[history.findIndex(({ month }) => now.since?.startsWith(month)) - 1]?.open).toBe(true);
    expect(gateNow([])).toMatchObject({ open: false, since: null });
  });

  it('knows a month when its last Sunday is over, also while later ones are to come; a silent baseline is neutral', () => {
    expect(labelsKnownOn('2021-01')).toBe(dayNumber(isoDay('2021-03-03')));
    expect(labelsKnownOn('2021-02')).toBe(dayNumber(isoDay('2021-03-31')));
    expect(raceOf([{ month: '2021-01', ics: [0.1, -0.2, Number.NaN, 0.3] }])).toEqual([{ month: '2021-01', knownOn: labelsKnownOn('2021-01'), ensemble: 0.1, baselines: { momentum: -0.2, size: 0, ridge: 0.3 } }]);
  });

  it('compares with the best baseline of the months', () => {
    expect(bestBaseline(race(30, () => 0.02, (i) => (i % 2 === 0 ? 0.04 : 0)))).toMatchObject({ baseline: 'momentum', baselineIc: expect.closeTo(0.02, 12), difference: expect.closeTo(0, 12) });
    expect(bestBaseline([])).toBeNull();
    const month = (size: number, ridge: number): RaceMonth => ({ month: '2021-01', knownOn: 0, ensemble: 0.05, baselines: { momentum: 0.02, size, ridge } });
    expect(bestBaseline([month(0.01, 0.03)])).toMatchObject({ baseline: 'ridge', baselineIc: 0.03, difference: expect.closeTo(0.02, 12) });
    expect(bestBaseline([month(0.04, 0.03)])).toMatchObject({ baseline: 'size', baselineIc: 0.04 });
  });

  it('opens at a t of 2, no earlier', () => {
    const t = vi.spyOn(neweyWests, 'neweyWest');
    const states = [1.999, 2].map((value) => {
      t.mockReturnValue({ mean: 0.05, standardError: 0.01, t: value, count: 36, lag: 3 });
      return gateIn('2022-01', race(60, wave(0.06, 0.02))).open;
    });
    t.mockRestore();
    expect(states).toEqual([false, true]);
  });

  it('counts a month whose last label was known the day before, not the one whose is known on the first', () => {
    const first = dayNumber(isoDay('2020-02-01'));
    const months = race(24, wave(0.06, 0.02));
    const lastKnownOn = (knownOn: number) => gateIn('2020-02', months.map((month, i) => (i === 23 ? { ...month, knownOn } : month))).months;
    expect([lastKnownOn(first - 1), lastKnownOn(first)]).toEqual([24, 23]);
  });
});
