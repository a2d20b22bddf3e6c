import 'server-only';
import type { ModelShape } from '@/lib/schemas/api/model';

const NO_BASELINES = { momentum: null, size: null, ridge: null } as const;

/** The forecast model as it stands (Rule 3.5): none has been trained, so every figure is missing and the gate is closed. */
export function readModel(): ModelShape {
  return {
    version: null,
    trainedAt: null,
    dataset: null,
    features: [],
    windows: [],
    evaluation: { rankIc: { mean: null, t: null, months: null }, byMonth: [], baselines: { ...NO_BASELINES }, spread: null, hitRate: null, calibration: [], deflatedSharpe: null, overfittingProbability: null },
    gate: { open: false, since: null, reason: 'No model has been trained; indices use the rule-based grade.' },
  };
}
