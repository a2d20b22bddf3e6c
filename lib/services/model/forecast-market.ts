import 'server-only';
import { addDays, dayFromNumber, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import type { ForecastSettings } from '@/lib/domain/scores/forecast/settings';
import { readDataset, type DatasetSummary } from '@/lib/data/dataset';
import { countDailyFacts, readForecastExtent, readForecastModels, readPublishedRun, type StoredRun } from '@/lib/data/forecasts';
import { readFeatureCodes, readScoreState } from '@/lib/data/scores';
import { extentSchema } from '@/lib/schemas/forecast-run';
import { featureSetHash } from '@/lib/services/scores/input-hash';
import { computeRun, type Tell } from './compute-run';
import { forecastSettings, forecastThreads } from './forecast-settings';
import { unpackModels } from './live-models';
import { hasDoubled, readable, runHash, tooShort, trainingBasis } from './run-identity';
import { storePredicted } from './store-predicted';
import { storeRun, storeShortRun } from './store-run';
import { openCrew } from './threads/crew';

export interface ForecastOptions {
  readonly onProgress?: Tell;
  /** Ends the work at once. */
  readonly over?: AbortSignal | undefined;
  /** Trains although the same was trained. */
  readonly force?: boolean;
  readonly settings?: ForecastSettings;
  readonly threads?: number;
}

/** What was done; `changed` where stored forecasts or the gate may be others than before. */
export interface ForecastSummary {
  readonly did: 'trained' | 'predicted' | 'nothing' | 'insufficient-data';
  readonly changed: boolean;
  readonly words: string;
}

/** After a longer pause the days before are forecast by the next training. */
const MOST_DAYS_BEHIND = 31;

const NOTHING: ForecastSummary = { did: 'nothing', changed: false, words: 'forecasts stand' };
const GONE: ForecastSummary = { did: 'nothing', changed: false, words: 'the market was replaced meanwhile' };

/** The hash that a training would have now; null where its features are not known without reading the market. */
async function expectedHash(dataset: DatasetSummary, settings: ForecastSettings): Promise<string | null> {
  const scores = await readScoreState(dataset.id);
  if (!scores) return null;
  const codes = await readFeatureCodes(scores.featureSetId);
  return runHash(trainingBasis(dataset), featureSetHash(codes.map((code) => ({ code }))), settings);
}

async function train(dataset: DatasetSummary, settings: ForecastSettings, facts: number, options: ForecastOptions): Promise<ForecastSummary> {
  const started = performance.now();
  const crew = openCrew(options.threads ?? forecastThreads(), options.over);
  try {
    const run = await computeRun(crew, dataset.id, settings, options.onProgress ?? (() => undefined));
    // As it was read: in a live market a day may have come since the run was found due.
    const of = { dataset: run.prepared.dataset, settings, facts, seconds: (performance.now() - started) / 1000 };
    if (!run.ok) return (await storeShortRun(of, run)) ? { did: 'insufficient-data', changed: true, words: run.detail } : GONE;
    const stored = await storeRun(of, run);
    return stored ? { did: 'trained', changed: true, words: `trained on ${run.prepared.data.samples.count.toLocaleString('en-US')} samples; ${run.outcome.gate.reason}` } : GONE;
  } finally {
    await crew.close();
  }
}

/** Forecasts the days that have come since, and the newest again where its facts have become others; null where the models are not kept. */
async function predictNewDays(dataset: DatasetSummary, run: StoredRun, { over, onProgress }: ForecastOptions): Promise<ForecastSummary | null> {
  const { lastDay } = await readForecastExtent(dataset.id);
  const newest = dayNumber(dataset.lastDay);
  const next = lastDay === null ? newest : dayNumber(addDays(isoDay(lastDay), 1));
  if (next > newest && extentSchema.parse(run.extent).content === dataset.contentHash) return NOTHING;
  const from = Math.max(Math.min(next, newest), newest - MOST_DAYS_BEHIND + 1);
  const live = unpackModels(await readForecastModels(dataset.id, run.id));
  if (!live) return null;
  onProgress?.(0.1, 'forecasting new days');
  const crew = openCrew(1, over);
  try {
    const days = await crew.ask('predict', { datasetId: dataset.id, live, from });
    if (!(await storePredicted(dataset.id, run.id, days, from))) return GONE;
    return { did: 'predicted', changed: days.predicted.length > 0, words: `forecasts to ${dayFromNumber(days.newest)}` };
  } finally {
    await crew.close();
  }
}

/**
 * Brings the forecasts of a dataset up to date (Rule 3.5): trains where its market, month, features, settings or rules are others than those of the
 * stored models, else forecasts the days that are new. All numbers are made in threads of low priority; what is stored is stored in one
 * transaction, so a run that was killed leaves nothing and starts over. A market that is too short is noted as such.
 */
export async function forecastMarket(datasetId: number, options: ForecastOptions = {}): Promise<ForecastSummary> {
  const dataset = await readDataset(datasetId);
  if (!dataset) throw new Error(`No dataset ${datasetId}, or nothing imported into it`);
  const settings = options.settings ?? forecastSettings();
  const [run, facts] = await Promise.all([readPublishedRun(datasetId), countDailyFacts(datasetId)]);
  const published = readable(run);
  const short = tooShort(dataset, settings);
  if (short !== null) {
    if (published?.state === 'insufficient-data' && published.reason === short) return NOTHING;
    return (await storeShortRun({ dataset, settings, facts, seconds: 0 }, { detail: short })) ? { did: 'insufficient-data', changed: true, words: short } : GONE;
  }
  const same = published !== null && published.inputHash === (await expectedHash(dataset, settings));
  const stands = same && options.force !== true && !(dataset.live && hasDoubled(facts, published));
  if (stands && published.state !== 'ready') return NOTHING;
  const predicted = stands ? await predictNewDays(dataset, published, options) : null;
  return predicted ?? train(dataset, settings, facts, options);
}
