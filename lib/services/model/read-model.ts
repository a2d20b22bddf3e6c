import 'server-only';
import { cache } from 'react';
import { activeDataset } from '@/lib/data/dataset';
import { listForecastModels, readForecastExtent, readForecastModels, readNewestRuns, type StoredRun } from '@/lib/data/forecasts';
import { loadJobs, type JobRow } from '@/lib/data/job-state';
import { FEATURES } from '@/lib/domain/features/registry';
import { toNullable } from '@/lib/domain/foundation/missing';
import { decodeModel } from '@/lib/domain/scores/forecast/model-bytes';
import { gateHistorySchema, MODEL_MEMBERS, type ModelEvaluation, type ModelReport, type ModelShape, type ModelTraining } from '@/lib/schemas/api/model';
import { runJsonSchema, type RunJson } from '@/lib/schemas/forecast-run';
import { forecastsAreOn } from './forecast-settings';
import { gateOn } from './gate-history';
import { readable } from './run-identity';

const NO_EVALUATION: ModelEvaluation = {
  rankIc: { mean: null, t: null, months: null }, byMonth: [], baselines: { momentum: null, size: null, ridge: null }, spread: null, hitRate: null, calibration: [],
  deflatedSharpe: null, overfittingProbability: null, spreads: { gross: null, net: null, costs: null, turnover: null, t: null }, against: null, byRegime: [], members: [], weights: [],
};

const NONE = 'No model has been trained; indices use the rule-based grade.';

interface ReadRun {
  readonly run: StoredRun;
  readonly json: RunJson;
}

/** A run that was trained; null for one that only says that its market is too short. */
function readRun(run: StoredRun): ReadRun | null {
  return run.state === 'ready' ? { run, json: runJsonSchema.parse(run) } : null;
}

function reportOf({ run, json }: ReadRun): ModelReport {
  const { extent, evaluation, gateHistory } = json;
  return {
    dataset: run.dataset, simulated: run.simulated, active: run.active, version: run.version, evaluatedAt: run.trainedAt.toISOString(),
    from: extent.from, to: extent.to, assets: extent.assets, samples: extent.samples, evaluation, gate: gateOn(gateHistory, run.lastDay), gateHistory, limits: [...run.limits],
  };
}

/** The proof on every market that it was made on, the active one first. */
export async function readReports(): Promise<ModelReport[]> {
  return (await readNewestRuns()).filter(readable).flatMap((run) => readRun(run) ?? []).map(reportOf);
}

/** Of a stored forest; null where there is none, or every tree learned from every sample. */
function outOfBagOf(bytes: Uint8Array | undefined): number | null {
  const model = bytes && decodeModel('forest', bytes);
  return model?.kind === 'forest' ? toNullable(model.trees.outOfBagError) : null;
}

async function trainingOf({ run, json: { extent, settings } }: ReadRun): Promise<ModelTraining> {
  const [stored, bytes] = await Promise.all([listForecastModels(run.datasetId, run.id), readForecastModels(run.datasetId, run.id)]);
  const models = MODEL_MEMBERS.flatMap((member) => stored.filter((model) => model.member === member).map(({ sha256, size }) => ({ member, sha256, bytes: size })));
  return { seed: run.seed, rulesVersion: run.rulesVersion, dataHash: run.dataHash, featureSet: run.featureSet, samples: extent.samples, assets: extent.assets, from: extent.from, to: extent.to, seconds: run.seconds, settings, outOfBagError: outOfBagOf(bytes.get('forest')), models };
}

/** What keeps a model from being trained now, in a sentence; null where nothing does. */
function trouble(job: JobRow | undefined): string | null {
  if (!forecastsAreOn()) return 'Training is switched off on this installation (BANDWISE_FORECAST).';
  return job?.state === 'failed' ? `The last training failed: ${job.error ?? 'for no reason that it told'}.` : null;
}

/** Where the forecast stands, in a sentence or two. */
function standing(run: StoredRun | undefined, job: JobRow | undefined): Pick<ModelShape, 'state' | 'words' | 'progress'> {
  const training = job?.state === 'running';
  const progress = training ? (job.progress ?? 0) : null;
  const hindered = trouble(job);
  if (run) {
    const [state, words] = run.state === 'ready' ? (['ready', gateOn(gateHistorySchema.parse(run.gateHistory), run.lastDay).reason] as const) : (['insufficient-data', run.reason ?? NONE] as const);
    return { state, words: hindered === null ? words : `${words} ${hindered}`, progress };
  }
  if (training) return { state: 'training', words: `The first model is being trained: ${job.detail ?? 'it begins'}. Until then indices use the rule-based grade.`, progress };
  return { state: 'none', words: hindered === null ? NONE : `${hindered} Indices use the rule-based grade.`, progress };
}

function nothingTrained(words: string): Omit<ModelShape, 'state' | 'words' | 'progress' | 'dataset' | 'simulated' | 'evaluations'> {
  return {
    version: null, trainedAt: null, forecastDay: null, forecasts: 0, features: [], windows: [], evaluation: NO_EVALUATION, gate: { open: false, since: null, reason: words },
    gateHistory: [], training: null, limits: [],
  };
}

const lensOf = new Map(FEATURES.map(({ code, lens }) => [code, lens]));

/** The forecast model as it stands (Rule 3.5), with the proof on every market that it was made on; read once a request. */
export const readModel = cache(async (): Promise<ModelShape> => {
  const [dataset, stored, jobs] = await Promise.all([activeDataset(), readNewestRuns(), loadJobs()]);
  const runs = stored.filter(readable);
  const own = runs.find(({ datasetId }) => datasetId === dataset?.id);
  const stands = standing(own, jobs.find(({ name }) => name === 'forecast'));
  const read = own ? readRun(own) : null;
  const base = { ...stands, dataset: dataset?.name ?? null, simulated: dataset?.simulated ?? false, evaluations: runs.flatMap((run) => readRun(run) ?? []).map(reportOf) };
  if (!read) return { ...nothingTrained(stands.words), ...base };
  const { run, json } = read;
  const [{ lastDay, count }, training] = await Promise.all([readForecastExtent(run.datasetId), trainingOf(read)]);
  return {
    ...base, version: run.version, trainedAt: run.trainedAt.toISOString(), forecastDay: lastDay, forecasts: count,
    features: json.importance.map(({ code, importance }) => ({ code, lens: lensOf.get(code) ?? 'unknown', importance })).sort((a, b) => b.importance - a.importance || (a.code < b.code ? -1 : 1)),
    windows: json.windows, evaluation: json.evaluation, gate: gateOn(json.gateHistory, run.lastDay), gateHistory: json.gateHistory, training, limits: [...run.limits],
  };
});
