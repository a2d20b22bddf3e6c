import 'server-only';
import type { ForecastOutcome } from '@/lib/domain/scores/forecast/assemble';
import { planForecast, type ForecastPlan, type ForecastTask } from '@/lib/domain/scores/forecast/plan';
import type { TaskResult } from '@/lib/domain/scores/forecast/run-task';
import type { ForecastSettings, ModelKind } from '@/lib/domain/scores/forecast/settings';
import type { WindowModels } from '@/lib/domain/scores/forecast/window-models';
import type { Crew } from './threads/crew';
import type { Predicted, Prepared } from './threads/protocol';

export type Tell = (fraction: number, words: string) => void;

/** A whole training: what it read, what came out, and what moved each forecast, by the models of its own window. */
export interface ComputedRun {
  readonly ok: true;
  readonly prepared: Prepared;
  readonly outcome: ForecastOutcome;
  readonly reasons: readonly Predicted[];
}

/** A market that there is too little of to train on. */
export interface ShortRun {
  readonly ok: false;
  readonly prepared: Prepared;
  readonly detail: string;
}

/** Longest first, so that no thread is left alone with one at the end. */
const ORDER: readonly ModelKind[] = ['gru', 'forest', 'boosting', 'ridge'];
const PREPARED = 0.08;
const TRAINED = 0.8;
const JUDGED = 0.82;

async function runTasks(crew: Crew, tasks: readonly ForecastTask[], tell: Tell): Promise<TaskResult[]> {
  const order = [...tasks].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.split - a.split);
  let done = 0;
  return Promise.all(
    order.map(async (task) => {
      const result = await crew.ask('task', task);
      done += 1;
      tell(PREPARED + ((TRAINED - PREPARED) * done) / order.length, `trained ${done} of ${order.length} models`);
      return result;
    }),
  );
}

/** What moved each forecast: a past one is explained by the models that made it, never by later ones. */
async function explainWindows(crew: Crew, { assets }: Prepared, windows: readonly WindowModels[], tell: Tell): Promise<Predicted[]> {
  let done = 0;
  const told = await Promise.all(
    windows.map(async ({ rows, ...live }) => {
      const explained = await crew.ask('explain', { live, assets, rows });
      done += 1;
      tell(JUDGED + ((1 - JUDGED) * done) / windows.length, `what moved the forecasts: ${done} of ${windows.length} windows`);
      return explained;
    }),
  );
  return told.flat();
}

async function runPlan(crew: Crew, prepared: Prepared, plan: ForecastPlan, tell: Tell): Promise<ComputedRun> {
  await crew.tellAll('hold', prepared.data);
  const results = await runTasks(crew, plan.tasks, tell);
  tell(TRAINED, 'judging out of sample');
  const outcome = await crew.ask('assemble', { plan, results });
  return { ok: true, prepared, outcome, reasons: await explainWindows(crew, prepared, outcome.models, tell) };
}

/**
 * Trains and judges the forecast of a dataset in the crew's threads. A pure function of the dataset, the settings and the rules: how many threads
 * there are, and which is done first, changes no byte.
 */
export async function computeRun(crew: Crew, datasetId: number, settings: ForecastSettings, tell: Tell): Promise<ComputedRun | ShortRun> {
  tell(0, 'reading the market and making samples');
  const prepared = await crew.ask('prepare', { datasetId });
  const plan = planForecast(prepared.data, settings);
  return plan.ok ? runPlan(crew, prepared, plan.value, tell) : { ok: false, prepared, detail: plan.detail };
}
