import 'server-only';
import { computeWeights, type WeightAnswer, type WeightRequest } from '@/lib/domain/indices/weights/compute-weights';
import { computeMetrics, type Metrics, type MetricsOptions, type RelativeMetrics } from '@/lib/domain/performance/compute-metrics';
import { unprocessable } from '@/lib/schemas/api/problem';

/** The weights calculator; what cannot be is refused with the field that is wrong. */
export function calculateWeights(request: WeightRequest): { weights: { asset: string; weight: number }[]; cash: number; riskContributions?: number[] } {
  const answer = computeWeights(request);
  if (!answer.ok) throw unprocessable([{ path: answer.path, message: answer.message }]);
  const { weights, cash, riskContributions }: WeightAnswer = answer.value;
  return { weights: [...weights], cash, ...(riskContributions ? { riskContributions: [...riskContributions] } : {}) };
}

/** The metrics calculator. */
export function calculateMetrics({ levels, ...options }: MetricsOptions & { readonly levels: readonly number[] }): Metrics & Partial<RelativeMetrics> {
  return computeMetrics(levels, options);
}
