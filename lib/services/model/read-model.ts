import 'server-only';
import type { ModelEvaluation, ModelShape } from '@/lib/schemas/api/model';

const NO_BASELINES = { momentum: null, size: null, ridge: null } as const;

const NO_EVALUATION: ModelEvaluation = {
  rankIc: { mean: null, t: null, months: null },
  byMonth: [],
  baselines: { ...NO_BASELINES },
  spread: null,
  hitRate: null,
  calibration: [],
  deflatedSharpe: null,
  overfittingProbability: null,
  spreads: { gross: null, net: null, costs: null, turnover: null, t: null },
  against: null,
  byRegime: [],
  members: [],
  weights: [],
};

const NONE = 'No model has been trained; indices use the rule-based grade.';

/** The forecast model as it stands (Rule 3.5): none has been trained, so every figure is missing and the gate is closed. */
export function readModel(): Promise<ModelShape> {
  return Promise.resolve({
    state: 'none',
    words: NONE,
    progress: null,
    version: null,
    trainedAt: null,
    dataset: null,
    simulated: false,
    forecastDay: null,
    forecasts: 0,
    features: [],
    windows: [],
    evaluation: NO_EVALUATION,
    gate: { open: false, since: null, reason: NONE },
    gateHistory: [],
    training: null,
    limits: [],
    evaluations: [],
  });
}
