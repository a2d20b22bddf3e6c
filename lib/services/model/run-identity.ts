import 'server-only';
import { createHash } from 'node:crypto';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import { EMBARGO_DAYS, FORECAST_VERSION, LABEL_DAYS } from '@/lib/domain/scores/forecast/rules';
import type { ForecastSettings } from '@/lib/domain/scores/forecast/settings';
import type { DatasetSummary } from '@/lib/data/dataset';
import type { StoredRun } from '@/lib/data/forecasts';
import { extentSchema, runJsonSchema } from '@/lib/schemas/forecast-run';

const DAYS_PER_WEEK = 7;

/** What a training starts from, besides features and rules: of a folder its content, of a live market the month. */
export const trainingBasis = (dataset: DatasetSummary): string => (dataset.live ? dataset.lastDay.slice(0, 7) : dataset.contentHash);

/** A run of ours, or null where it was stored in a shape that is none any more: then it counts as not trained. */
export function readable(run: StoredRun | null): StoredRun | null {
  const shape = run?.state === 'ready' ? runJsonSchema : runJsonSchema.pick({ extent: true });
  return shape.safeParse(run).success ? run : null;
}

/** Whether a market knows twice as much as a run was trained on: the history of a live one comes in over days. */
export const hasDoubled = (facts: number, run: Pick<StoredRun, 'extent'>): boolean => facts >= 2 * extentSchema.parse(run.extent).facts;

/** Identity of a run: the same is not trained twice. */
export function runHash(basis: string, featureSet: string, settings: ForecastSettings): string {
  return createHash('sha256').update([basis, featureSet, JSON.stringify(settings), FORECAST_VERSION].join('\n')).digest('hex');
}

/** Why a dataset is too short to be trained on, from its first and last day alone; null where it may be long enough. */
export function tooShort({ firstDay, lastDay }: Pick<DatasetSummary, 'firstDay' | 'lastDay'>, { minTrainRows }: ForecastSettings): string | null {
  const days = dayNumber(lastDay) - dayNumber(firstDay) + 1;
  const needed = minTrainRows * DAYS_PER_WEEK + LABEL_DAYS + EMBARGO_DAYS;
  if (days >= needed) return null;
  return `Training needs ${minTrainRows} weeks of decisions and the ${LABEL_DAYS + EMBARGO_DAYS} days after them; this market has ${days} days.`;
}
