import 'server-only';
import type { PoolClient } from 'pg';
import { invariant } from '@/lib/domain/foundation/invariant';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { FORECAST_VERSION } from '@/lib/domain/scores/forecast/rules';
import type { ForecastSettings } from '@/lib/domain/scores/forecast/settings';
import type { DatasetSummary } from '@/lib/data/dataset';
import { clearForecasts, dropShortRuns, holdDataset, insertForecastRun, insertForecasts, readKeptDays, readToldGates, retireRuns, saveForecastModels, type ForecastPoint, type ForecastRunRecord } from '@/lib/data/forecast-store';
import { storingResults } from '@/lib/data/score-store';
import { gateHistorySchema } from '@/lib/schemas/api/model';
import { runJsonSchema, type ForecastExtentShape } from '@/lib/schemas/forecast-run';
import type { ComputedRun, ShortRun } from './compute-run';
import { mergeGates } from './gate-history';
import { packModels } from './live-models';
import { runHash, trainingBasis } from './run-identity';

export interface RunOf {
  readonly dataset: DatasetSummary;
  readonly settings: ForecastSettings;
  /** Daily rows that the market held. */
  readonly facts: number;
  readonly seconds: number;
}

/** Infinity and NaN become null, as in every answer; what we store must be what we can read. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function head({ dataset, settings, seconds }: RunOf, featureSet: string): Omit<ForecastRunRecord, 'state' | 'reason' | 'featureCodes' | 'dataHash' | 'extent' | 'windows' | 'evaluation' | 'importance' | 'gateHistory' | 'limits'> {
  const inputHash = runHash(trainingBasis(dataset), featureSet, settings);
  return {
    datasetId: dataset.id, version: `${dataset.lastDay.slice(0, 7)}-${inputHash.slice(0, 8)}`, published: true, inputHash, trainedTo: dataset.lastDay, seconds,
    seed: settings.seed, rulesVersion: Number(FORECAST_VERSION), settings: asJson(settings), featureSet,
  };
}

/** Distinct assets and the first and last day of samples. */
function extentOf({ data: { samples, start }, assets, dataset }: ComputedRun['prepared'], facts: number): ForecastExtentShape {
  const seen = new Uint8Array(assets.length);
  for (const asset of samples.asset) seen[asset] = 1;
  const [first, last] = [samples.row[0], samples.row[samples.count - 1]];
  const day = (row: number | undefined): string | null => (row === undefined ? null : dayFromNumber(start + row));
  return { samples: samples.count, assets: seen.reduce((sum, one) => sum + one, 0), from: day(first), to: day(last), facts, content: dataset.contentHash };
}

function recordOf(of: RunOf, { prepared, outcome }: ComputedRun): ForecastRunRecord {
  const { evaluation, gateHistory, windows, importance, limits } = outcome;
  const json = runJsonSchema.parse(asJson({ extent: extentOf(prepared, of.facts), windows, evaluation, importance, gateHistory, settings: of.settings }));
  return { ...head(of, prepared.featureSet), ...json, state: 'ready', reason: null, featureCodes: prepared.data.samples.features, dataHash: prepared.dataHash, limits };
}

/** Out-of-sample forecasts of every forecast row with what moved them, without the days whose published ones stand. */
function* pointsOf({ prepared, outcome, reasons }: ComputedRun, kept: ReadonlySet<number>): Generator<ForecastPoint> {
  const { row, asset, percentile, probability } = outcome.rows;
  const explained = new Map(reasons.map((told) => [`${told.day} ${told.assetId}`, told]));
  for (let i = 0; i < row.length; i += 1) {
    const day = prepared.start + (row[i] as number);
    const assetId = prepared.assets[asset[i] as number];
    if (assetId === undefined || kept.has(day) || Number.isNaN(percentile[i])) continue;
    const told = explained.get(`${day} ${assetId}`);
    invariant(told !== undefined && told.percentile === percentile[i], 'a forecast is explained by the models that made it');
    yield { assetId, day, percentile: percentile[i] as number, probability: probability[i] as number, reasons: told.reasons };
  }
}

/**
 * What is replaced: of a folder everything; of a live market what no model had published on a day before the newest, since what was said stands.
 * Returns the days that stand.
 */
async function makeRoom(client: PoolClient, { id, live }: DatasetSummary, newest: number): Promise<ReadonlySet<number>> {
  await clearForecasts(client, id, live ? newest : null);
  return new Set(live ? await readKeptDays(client, id) : []);
}

/** The run as it is stored: of a live market the gates that were in force stay as they were told. */
async function mergedRecord(client: PoolClient, of: RunOf, run: ComputedRun): Promise<ForecastRunRecord> {
  const record = recordOf(of, run);
  const told = of.dataset.live ? await readToldGates(client, of.dataset.id) : null;
  if (!told) return record;
  const { success, data: history } = gateHistorySchema.safeParse(told.history);
  // What was told in a shape that is none any more can be kept by nobody.
  if (!success) return record;
  return { ...record, gateHistory: mergeGates(gateHistorySchema.parse(record.gateHistory), { history, since: told.since }, of.dataset.lastDay.slice(0, 7)) };
}

/** The content that must still stand when a training is stored; of a live market facts come all the time. */
const contentOf = ({ live }: DatasetSummary, prepared: ComputedRun['prepared'] | undefined): string | null => (live || !prepared ? null : prepared.dataset.contentHash);

/** Stores a training whole, in one transaction; false where the dataset was dropped or replaced meanwhile. */
export async function storeRun(of: RunOf, run: ComputedRun): Promise<boolean> {
  const { id } = of.dataset;
  return storingResults('forecast', id, async (client) => {
    if (!(await holdDataset(client, id, contentOf(of.dataset, run.prepared)))) return false;
    const newest = run.prepared.start + run.prepared.days - 1;
    const [kept, record] = [await makeRoom(client, of.dataset, newest), await mergedRecord(client, of, run)];
    await retireRuns(client, id);
    await dropShortRuns(client, id);
    const runId = await insertForecastRun(client, record);
    await saveForecastModels(client, id, runId, packModels(run.outcome.live));
    await insertForecasts(client, id, runId, pointsOf(run, kept));
    return true;
  });
}

/** Notes that a dataset is too short to be trained on, and why. */
export async function storeShortRun(of: RunOf, run: Pick<ShortRun, 'detail'> & { readonly prepared?: ShortRun['prepared'] }): Promise<boolean> {
  const { id } = of.dataset;
  return storingResults('forecast', id, async (client) => {
    if (!(await holdDataset(client, id, contentOf(of.dataset, run.prepared)))) return false;
    if (!of.dataset.live) await clearForecasts(client, id);
    await retireRuns(client, id);
    await dropShortRuns(client, id);
    await insertForecastRun(client, {
      ...head(of, run.prepared?.featureSet ?? ''), state: 'insufficient-data', reason: run.detail, featureCodes: run.prepared?.data.samples.features ?? [], dataHash: run.prepared?.dataHash ?? '',
      extent: run.prepared ? extentOf(run.prepared, of.facts) : { samples: 0, assets: of.dataset.assets, from: null, to: null, facts: of.facts, content: of.dataset.contentHash }, windows: [], evaluation: null, importance: [], gateHistory: [], limits: [],
    });
    return true;
  });
}
