import 'server-only';
import { holdDataset, insertForecasts, isPublished, replaceNewest, saveForecastReasons } from '@/lib/data/forecast-store';
import { storingResults } from '@/lib/data/score-store';
import type { PredictedDays } from './threads/protocol';

/**
 * Stores the forecasts of days from one on in place of what stands of them; what moved them is kept of the newest alone. False where the dataset was dropped or another
 * training has been stored meanwhile.
 */
export async function storePredicted(datasetId: number, runId: number, { predicted, newest, content }: PredictedDays, from: number): Promise<boolean> {
  return storingResults('forecast', datasetId, async (client) => {
    if (!(await holdDataset(client, datasetId, null)) || !(await isPublished(client, runId))) return false;
    await replaceNewest(client, datasetId, runId, from, content);
    await insertForecasts(client, datasetId, runId, predicted);
    await saveForecastReasons(client, datasetId, predicted.filter(({ day }) => day === newest), newest);
    return true;
  });
}
