import { describe, expect, it } from 'vitest';
import { evaluationLines } from '@/lib/ops/evaluation-table';
import type { ModelReport } from '@/lib/schemas/api/model';

const report = (dataset: string, over: Partial<ModelReport['evaluation']> = {}): ModelReport => ({
  dataset, simulated: false, active: true, version: '2021-12-0123abcd', evaluatedAt: '2026-01-01T00:00:00Z', from: '2018-01-21', to: '2021-12-30', assets: 335, samples: 17_570,
  evaluation: {
    rankIc: { mean: 0.0349, t: 1.004, months: 29 }, byMonth: [], baselines: { momentum: -0.0095, size: 0.0586, ridge: null }, spread: -0.0215, hitRate: 0.518, calibration: [], deflatedSharpe: 0.03, overfittingProbability: 0.722,
    spreads: { gross: -0.0111, net: -0.0215, costs: 0.0104, turnover: 0.6171, t: -0.63 }, against: { baseline: 'size', difference: -0.0237, t: -0.4 }, byRegime: [],
    members: [{ member: 'boosting', rankIc: 0.0394, t: 1.23, weight: 0.5 }], weights: [], ...over,
  },
  gate: { open: false, since: '2019-07-01', reason: 'The model did not beat size.' },
  limits: [],
  gateHistory: [{ month: '2021-12', open: false, months: 27, rankIc: 0.038, baseline: 'size', baselineIc: 0.059, t: -0.4, reason: 'The model did not beat size.' }],
});

describe('the table of npm run evaluate', () => {
  it('has a column a market and a line a figure, aligned, and says n/a where there is none', () => {
    const lines = evaluationLines([report('market-2021'), report('other', { rankIc: { mean: null, t: null, months: null }, members: [], against: null })]);
    expect(lines[0]).toMatch(/market-2021 {3} +other$/);
    expect(lines.find((line) => line.startsWith('mean rank IC'))).toMatch(/0\.0349 \(t 1\.00\) +n\/a \(t n\/a\)$/);
    expect(lines.find((line) => line.startsWith('  boosting'))).toMatch(/0\.0394 \(t 1\.23\) × 0\.50 +n\/a$/);
    expect(lines.find((line) => line.startsWith('  ridge'))).toMatch(/n\/a +n\/a$/);
    expect(lines.find((line) => line.startsWith('spread net'))).toContain('-2.15 % (t -0.63)');
    const table = lines.slice(0, lines.indexOf(''));
    expect(new Set(table.map((line) => line.length)).size).toBe(1);
    expect(lines.at(-1)).toBe('other, 2021-12-0123abcd: The model did not beat size.');
  });

  it('marks a simulated market', () => {
    const lines = evaluationLines([{ ...report('sample'), simulated: true }]);
    expect([lines[0], lines.at(-1)].every((line) => line?.includes('sample (simulated)'))).toBe(true);
  });

  it('is empty without a market', () => {
    expect(evaluationLines([])).toEqual([]);
  });
});
