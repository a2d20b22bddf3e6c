import 'server-only';
import { readForecastExtent, readPublishedRun } from '@/lib/data/forecasts';
import { gateHistorySchema } from '@/lib/schemas/api/model';
import { extentSchema } from '@/lib/schemas/forecast-run';
import { GATE_CLOSED } from './event-hashes';

/**
 * Identity of the forecasts that indices may use; the newest day is forecast again when more is known of it, so what it was made from belongs to it. While
 * the gate never was open it stays the same, whatever is forecast.
 */
export async function forecastIdentity(datasetId: number): Promise<string> {
  const run = await readPublishedRun(datasetId);
  const gates = gateHistorySchema.safeParse(run?.gateHistory);
  if (run?.state !== 'ready' || !gates.success || !gates.data.some(({ open }) => open)) return GATE_CLOSED;
  const { lastDay, count } = await readForecastExtent(datasetId);
  const { data: madeFrom } = extentSchema.safeParse(run.extent);
  return `${run.id} ${madeFrom?.content ?? ''} ${lastDay ?? ''} ${count}`;
}
