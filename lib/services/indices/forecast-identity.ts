import 'server-only';
import { readForecastExtent, readPublishedRun } from '@/lib/data/forecasts';
import { gateHistorySchema } from '@/lib/schemas/api/model';
import { GATE_CLOSED } from './event-hashes';

/** Identity of the forecasts that indices may use. While the gate never was open it stays the same, whatever is forecast. */
export async function forecastIdentity(datasetId: number): Promise<string> {
  const run = await readPublishedRun(datasetId);
  if (run?.state !== 'ready' || !gateHistorySchema.parse(run.gateHistory).some(({ open }) => open)) return GATE_CLOSED;
  const { lastDay, count } = await readForecastExtent(datasetId);
  return `${run.id} ${lastDay ?? ''} ${count}`;
}
