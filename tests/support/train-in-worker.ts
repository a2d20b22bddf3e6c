import { parentPort, workerData } from 'node:worker_threads';
import { trainBoosting, type BoostingOptions } from '../../lib/domain/scores/forecast/trees/boosting';
import { serializeTrees } from '../../lib/domain/scores/forecast/trees/serialize';
import type { TrainingData } from '../../lib/domain/scores/forecast/trees/training-data';

/** Trains in a thread of its own and answers with the model's bytes. */
const { data, options } = workerData as { data: TrainingData; options: BoostingOptions };
parentPort?.postMessage(serializeTrees(trainBoosting(data, options)));
