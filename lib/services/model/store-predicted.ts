import 'server-only';
import { holdDataset, insertForecasts, isPublished, replaceNewest } from '@/lib/data/forecast-store';
import { storingResults } from '@/lib/data/score-store';
import type { PredictedDays } from './threads/protocol';

/**
 * Stores the forecasts of days from one on, with what moved them, in place of what stands of those days. False where the dataset was dropped or another
 * training has been stored meanwhile.
 */
export async function storePredicted(datasetId: number, runId: number, { predicted, content }: PredictedDays, from: number): Promise<boolean> {
  return storingResults('forecast', datasetId, async (client) => {
    if (!(await holdDataset(client, datasetId, null)) || !(await isPublished(client, runId))) return false;
    await replaceNewest(client, datasetId, runId, from, content);
    await insertForecasts(client, datasetId, runId, predicted);
    return true;
  });
}
