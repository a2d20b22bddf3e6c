import 'server-only';
import { createHash } from 'node:crypto';
import { fedFeatures } from '@/lib/domain/features/registry';
import { createMarketView } from '@/lib/domain/features/view';
import { marketLevels } from '@/lib/domain/indices/benchmarks';
import { computeRegimes } from '@/lib/domain/market/regime';
import type { LiveModel } from '@/lib/domain/scores/forecast/live';
import { SEQUENCE_CHANNELS } from '@/lib/domain/scores/forecast/net/channels';
import { prepareForecast, prepareRows, type ForecastData } from '@/lib/domain/scores/forecast/prepare';
import { createGradeTable } from '@/lib/domain/scores/grade-table';
import { featureSetHash } from '@/lib/services/scores/input-hash';
import { readMarket, releaseMarket } from '@/lib/services/scores/read-market';
import { explainRows } from './explain-rows';
import type { PredictedDays, Prepared } from './protocol';
import { shareArrays } from './share-arrays';

/** Identity of what models learn from, samples and sequences: their numbers as they lie in memory, and what they are called. */
export function hashInputs({ samples, sequences }: Pick<ForecastData, 'samples' | 'sequences'>): string {
  const { features, count, values, row, asset, target, excess } = samples;
  const hash = createHash('sha256').update(JSON.stringify([features, count, sequences && [SEQUENCE_CHANNELS, sequences.steps, sequences.channels]]));
  const arrays = [values, row, asset, target, excess, ...(sequences ? [sequences.values, sequences.offset, sequences.target] : [])];
  for (const { buffer, byteOffset, byteLength } of arrays) hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest('hex');
}

/** Reads a dataset and makes all that a training reads. The regimes are those of the market without flags: facts alone decide. */
export async function prepareMarket(datasetId: number): Promise<Prepared> {
  const { dataset, panel } = await readMarket(datasetId);
  releaseMarket();
  const market = createMarketView(panel);
  const regimes = computeRegimes(marketLevels(panel, createGradeTable(panel).source)).map(({ regime }) => regime);
  const data = shareArrays(prepareForecast(market, regimes));
  return {
    data, assets: panel.assets.map(({ id }) => id), start: panel.start, days: panel.days,
    dataHash: hashInputs(data), featureSet: featureSetHash(fedFeatures(market)), dataset,
  };
}

/** Reads a dataset and forecasts its days from one on by stored models. */
export async function predictDays(datasetId: number, live: LiveModel, from: number): Promise<PredictedDays> {
  const { dataset, panel } = await readMarket(datasetId);
  releaseMarket();
  const first = Math.max(0, from - panel.start);
  const rows = Array.from({ length: Math.max(0, panel.days - first) }, (_, i) => first + i);
  const data = prepareRows(createMarketView(panel), rows);
  const predicted = explainRows(live, { ...data, start: panel.start }, panel.assets.map(({ id }) => id), rows);
  return { predicted, newest: panel.start + panel.days - 1, content: dataset.contentHash };
}
