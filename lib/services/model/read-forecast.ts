import 'server-only';
import { cache } from 'react';
import { readForecast, readProbabilities, readPublishedCalibration, readPublishedGates } from '@/lib/data/forecasts';
import { toNullable } from '@/lib/domain/foundation/missing';
import { openOn } from '@/lib/domain/scores/forecast/gate';
import { beatShare } from '@/lib/domain/scores/forecast/limits';
import { signalOf } from '@/lib/domain/scores/forecast/live';
import { evaluationSchema, gateHistorySchema, type GateHistory, type TokenForecast } from '@/lib/schemas/api/model';
import { reasonsSchema } from '@/lib/schemas/forecast-run';

/** The gate's history of a dataset as its newest run tells it; empty while none was trained, or where it was stored in another shape. */
export const readGateHistory = cache(async (datasetId: number): Promise<GateHistory> => {
  const stored = gateHistorySchema.safeParse(await readPublishedGates(datasetId));
  return stored.success ? stored.data : [];
});

/** How often a token beat the universe at all, which a probability has to be read against; null while nobody is judged. */
async function readBaseRate(datasetId: number): Promise<number | null> {
  const stored = evaluationSchema.shape.calibration.safeParse(await readPublishedCalibration(datasetId));
  return stored.success ? toNullable(beatShare(stored.data)) : null;
}

/** The forecast of a token that stands on a day (Rule 3.5), with the day that it is of; null where there is none. */
export async function readTokenForecast(datasetId: number, assetId: string, day: string): Promise<TokenForecast | null> {
  const stored = await readForecast(datasetId, day, assetId);
  if (!stored) return null;
  const { percentile, probability, modelVersion } = stored;
  const [gates, baseRate] = await Promise.all([readGateHistory(datasetId), readBaseRate(datasetId)]);
  const contributions = reasonsSchema.safeParse(stored.contributions);
  return {
    day: stored.day, percentile, probability, baseRate, signal: signalOf(probability), modelVersion,
    gateOpen: openOn(gates, stored.day),
    contributions: contributions.success ? contributions.data : [],
  };
}

export type Signal = TokenForecast['signal'];

/** The signal of each token on a day; a token without one is neutral or has no forecast. */
export async function readSignals(datasetId: number, day: string): Promise<ReadonlyMap<string, NonNullable<Signal>>> {
  const found = new Map<string, NonNullable<Signal>>();
  for (const [id, probability] of await readProbabilities(datasetId, day)) {
    const signal = signalOf(probability);
    if (signal) found.set(id, signal);
  }
  return found;
}
