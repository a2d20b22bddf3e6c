import 'server-only';
import { holdDataset, insertForecasts, saveForecastReasons } from '@/lib/data/forecast-store';
import { storingResults } from '@/lib/data/score-store';
import type { Predicted } from './threads/protocol';

/** Adds the forecasts of new days; what moved them is kept of the newest alone. False where the dataset was dropped meanwhile. */
export async function storePredicted(datasetId: number, runId: number, predicted: readonly Predicted[], newest: number): Promise<boolean> {
  return storingResults('forecast', datasetId, async (client) => {
    if (!(await holdDataset(client, datasetId, null))) return false;
    await insertForecasts(client, datasetId, runId, predicted);
    await saveForecastReasons(client, datasetId, predicted.filter(({ day }) => day === newest), newest);
    return true;
  });
}
