import 'server-only';
import os from 'node:os';
import { parentPort } from 'node:worker_threads';
import { assembleForecast } from '@/lib/domain/scores/forecast/assemble';
import type { ForecastData } from '@/lib/domain/scores/forecast/prepare';
import { runTask } from '@/lib/domain/scores/forecast/run-task';
import { explainRows } from './explain-rows';
import { predictDays, prepareMarket } from './prepare-market';
import type { Answer, Asks, Question } from './protocol';

let held: ForecastData | null = null;

function heldData(): ForecastData {
  if (held === null) throw new Error('nothing is held to work on');
  return held;
}

const SERVED: { readonly [Name in keyof Asks]: (of: Asks[Name]['of']) => Asks[Name]['answer'] | Promise<Asks[Name]['answer']> } = {
  prepare: ({ datasetId }) => prepareMarket(datasetId),
  hold(data) {
    held = data;
    return null;
  },
  task: (task) => runTask(task, heldData()),
  assemble: ({ plan, results }) => assembleForecast(heldData(), plan, [...results]),
  explain: ({ live, assets, rows }) => explainRows(live, heldData(), assets, rows),
  predict: ({ datasetId, live, from }) => predictDays(datasetId, live, from),
};

async function answer({ name, of }: Question): Promise<Answer> {
  try {
    return { value: await SERVED[name](of as never) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** On Linux a priority is a thread's own: whoever reads a page goes first. Elsewhere it would be the whole process's. */
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_LOW);

parentPort?.on('message', (question: Question) => void answer(question).then((given) => parentPort?.postMessage(given)));
