import { createRng } from '@/lib/domain/foundation/rng';
import { FEATURES } from '@/lib/domain/features/registry';
import type { ModelEvaluation, ModelReport, ModelShape } from '@/lib/schemas/api/model';

const monthOf = (index: number): string => `${2016 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
const dayOf = (index: number, day: string): string => `${monthOf(index)}-${day}`;

/** A proof over `count` months whose ensemble reaches `mean` on average; figures are made, shapes are real. */
export function evaluationFixture(count = 36, mean = 0.018): ModelEvaluation {
  const rng = createRng(35);
  const noisy = (center: number, spread: number): number => center + spread * (rng.next() + rng.next() - 1);
  const byMonth = Array.from({ length: count }, (_, i) => {
    const rankIc = noisy(mean, 0.15);
    return { month: monthOf(i), rankIc, assets: 180 + i, baselines: { momentum: noisy(0.021, 0.2), size: noisy(0.004, 0.1), ridge: i < 4 ? null : noisy(0.015, 0.14) }, spreadGross: noisy(0.02, 0.1), spreadNet: noisy(0.012, 0.1), regime: i < 2 ? null : (['trending', 'ranging', 'neutral', 'volatileBear'][i % 4] ?? null) };
  });
  const difference = mean - 0.021;
  return {
    rankIc: { mean, t: 1.1, months: count },
    byMonth,
    baselines: { momentum: 0.021, size: 0.004, ridge: 0.015 },
    spread: 0.0031, hitRate: 0.512,
    calibration: [0.42, 0.46, 0.48, 0.5, 0.52, 0.55, 0.59].map((predicted, i) => ({ predicted, observed: 0.5 + (predicted - 0.5) * 0.6, count: 400 + 900 * Math.min(i, 6 - i) })),
    deflatedSharpe: 0.61, overfittingProbability: 0.34,
    spreads: { gross: 0.0112, net: 0.0031, costs: 0.0081, turnover: 0.55, t: 0.7 },
    against: { baseline: 'momentum', difference, t: difference / 0.01 },
    byRegime: [{ regime: 'trending', months: 12, rankIc: 0.031, spreadNet: 0.011 }, { regime: 'volatileBear', months: 4, rankIc: null, spreadNet: null }],
    members: [{ member: 'boosting', rankIc: 0.019, t: 1.2, weight: 0.46 }, { member: 'forest', rankIc: 0.014, t: 0.9, weight: 0.37 }, { member: 'gru', rankIc: 0.006, t: 0.3, weight: 0.17 }],
    weights: [{ from: '2018-01-01', to: '2018-03-31', weights: { boosting: 0.5, forest: 0.5, gru: null } }, { from: '2018-04-01', to: '2018-06-30', weights: { boosting: 0.46, forest: 0.37, gru: 0.17 } }],
  };
}

export function gateHistoryFixture(count = 36): ModelReport['gateHistory'] {
  const rng = createRng(36);
  return Array.from({ length: count }, (_, i) => {
    const t = 1.2 + 1.2 * Math.sin(i / 5) + 0.2 * rng.next();
    return { month: monthOf(i), open: t >= 2, months: i, rankIc: i === 0 ? null : 0.02, baseline: i === 0 ? null : ('momentum' as const), baselineIc: i === 0 ? null : 0.017, t: i === 0 ? null : t, reason: t >= 2 ? 'ahead' : 'not ahead' };
  });
}

/** A trained model on an invented market, with a second, simulated market it was tried on. */
export function modelFixture(mean = 0.018): ModelShape {
  const evaluation = evaluationFixture(36, mean);
  const gateHistory = gateHistoryFixture();
  const gate = { open: false, since: '2018-10-01', reason: 'The lead over 30-day momentum is no larger than chance makes (t 0.4).' };
  const report = { dataset: 'made-up-2018', simulated: false, active: true, version: 'v1', evaluatedAt: '2018-12-31T10:00:00Z', from: '2016-01-01', to: '2018-12-31', assets: 216, samples: 40_000, evaluation, gate, gateHistory, limits: ['Trained on 216 tokens of one market.'] };
  return {
    state: 'ready', words: 'Trained on made-up-2018.', progress: null, version: 'a1b2c3d4e5f6a7b8c9', trainedAt: '2018-12-31T10:00:00Z', dataset: 'made-up-2018', simulated: false, forecastDay: '2018-12-30', forecasts: 180,
    features: FEATURES.slice(0, 40).map(({ code, lens }, i) => ({ code, lens, importance: 0.02 / (i + 1) - 0.001 })),
    windows: Array.from({ length: 9 }, (_, i) => ({ trainFrom: '2014-01-01', trainTo: dayOf(i * 3 - 3 + 12, '01'), testFrom: dayOf(i * 3 + 12, '01'), testTo: dayOf(i * 3 + 14, '28') })),
    evaluation, gate, gateHistory,
    training: { seed: 7, rulesVersion: 1, dataHash: 'd'.repeat(64), featureSet: 'f'.repeat(64), samples: 40_000, assets: 216, from: '2014-01-01', to: '2018-11-30', seconds: 312, settings: {}, outOfBagError: 0.0816, models: [{ member: 'boosting', sha256: 'b'.repeat(64), bytes: 210_000 }, { member: 'forest', sha256: 'c'.repeat(64), bytes: 4_000 }] },
    limits: ['Trained on 216 tokens of one market.'],
    evaluations: [report, { ...report, dataset: 'sample', simulated: true, active: false, assets: 60, evaluation: evaluationFixture(12, 0.04), gateHistory: gateHistoryFixture(12) }],
  };
}

/** Before any training. */
export function noModelFixture(): ModelShape {
  const empty = evaluationFixture(0, 0);
  return {
    ...modelFixture(), state: 'none', words: 'No model has been trained.', version: null, trainedAt: null, dataset: null, features: [], windows: [], training: null, limits: [], evaluations: [], gateHistory: [],
    evaluation: { ...empty, rankIc: { mean: null, t: null, months: null }, against: null, calibration: [], members: [], weights: [], byRegime: [] }, gate: { open: false, since: null, reason: 'No model has been trained; indices use the rule-based grade.' },
  };
}
