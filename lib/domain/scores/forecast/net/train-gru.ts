import { createRng, shuffle, type Rng } from '../../../foundation/rng';
import { clipLength, createAdam, type Adam } from './adam';
import { backward, createGradient, type GruGradient } from './gru-gradient';
import { placeSequence, predictSamples, shapeOf, type GruModel } from './gru-model';
import { createPass, forward, type GruPass } from './gru-pass';
import { startWeights } from './gru-shape';
import type { GruOptions } from './rules';
import type { SequenceData } from './sequence-data';

interface Training {
  readonly data: SequenceData;
  readonly options: GruOptions;
  readonly active: Int32Array;
  readonly pass: GruPass;
  readonly gradient: GruGradient;
  readonly adam: Adam;
  readonly sequence: Float32Array;
  readonly byOutput: Float64Array;
}

/** Samples with a target and enough history, and the channels that any of them has. */
function usable(data: SequenceData): { samples: Int32Array; active: Int32Array } {
  const sequence = new Float32Array(data.steps * data.channels);
  const present = new Uint8Array(data.channels);
  const samples: number[] = [];
  for (let sample = 0; sample < data.count; sample += 1) {
    if (Number.isNaN(data.target[sample]) || !data.fill(sample, sequence)) continue;
    samples.push(sample);
    for (let c = 0; c < data.channels; c += 1) {
      for (let i = c; present[c] === 0 && i < sequence.length; i += data.channels) if (sequence[i] !== 0) present[c] = 1;
    }
  }
  return { samples: Int32Array.from(samples), active: Int32Array.from(present.keys()).filter((c) => present[c] === 1) };
}

/** One step on the samples of a batch; returns their summed squared error. */
function learn({ data, options, active, pass, gradient, adam, sequence, byOutput }: Training, weights: Float64Array, batch: Int32Array): number {
  batch.forEach((sample, row) => {
    data.fill(sample, sequence);
    placeSequence(pass, row, sequence, data.channels, active);
  });
  forward(pass, weights);
  let squares = 0;
  byOutput.fill(0);
  batch.forEach((sample, row) => {
    const error = (pass.outputs[row] as number) - (data.target[sample] as number);
    squares += error * error;
    byOutput[row] = (2 * error) / batch.length;
  });
  backward(pass, weights, byOutput, gradient);
  clipLength(gradient.weights, options.clipNorm);
  adam.step(weights, gradient.weights);
  return squares;
}

/** Deals the samples out epoch by epoch: all in a seeded order, then all anew in another, `most` at a time. */
function dealer(samples: Int32Array, most: number, rng: Rng): () => Int32Array {
  const order = samples.slice();
  let next = order.length;
  return () => {
    if (next >= order.length) {
      shuffle(order, rng);
      next = 0;
    }
    next += most;
    return order.slice(next - most, next);
  };
}

/** Weights while they are learnt, and their running mean, which judges and predicts: single steps follow the noise of their batch. */
interface Learnt {
  readonly weights: Float64Array;
  readonly mean: Float64Array;
  steps: number;
}

function follow(learnt: Learnt, memory: number): void {
  const { weights, mean } = learnt;
  learnt.steps += 1;
  const share = 1 / Math.min(learnt.steps, memory);
  for (let i = 0; i < mean.length; i += 1) mean[i] = (mean[i] as number) + share * ((weights[i] as number) - (mean[i] as number));
}

function epoch(training: Training, learnt: Learnt, samples: Int32Array): number {
  let squares = 0;
  const { batch, memory } = training.options;
  for (let from = 0; from < samples.length; from += batch) {
    squares += learn(training, learnt.weights, samples.subarray(from, from + batch));
    follow(learnt, memory);
  }
  return squares / samples.length;
}

function lossOf(model: GruModel, data: SequenceData, samples: Int32Array): number {
  let squares = 0;
  predictSamples(model, data, samples).forEach((answer, i) => {
    squares += (answer - (data.target[samples[i] as number] as number)) ** 2;
  });
  return squares / samples.length;
}

function prepare(data: SequenceData, options: GruOptions, active: Int32Array): Training {
  const pass = createPass(shapeOf({ active, hidden: options.hidden, steps: data.steps }), options.batch);
  const adam = createAdam(pass.at.size, options.learningRate, options.weightDecay);
  return { data, options, active, pass, gradient: createGradient(pass), adam, sequence: new Float32Array(data.steps * data.channels), byOutput: new Float64Array(pass.rows) };
}

/**
 * Trains a recurrent net on sequences to the squared error of their targets: mini-batches, Adam, gradients clipped, weights of the epoch with
 * the least validation error (the last one without a validation set). Samples without a target or history are left out; the same seed and
 * data give the same net bit for bit. Nothing to train on gives a net that answers about 0. Example: learns in the tests which of two patterns came first.
 */
export function trainGru(data: SequenceData, options: GruOptions, validation?: SequenceData): GruModel {
  const { samples, active } = usable(data);
  const judged = validation ? usable(validation).samples : new Int32Array(0);
  const rng = createRng(options.seed);
  const training = prepare(data, options, active);
  const weights = startWeights(training.pass.shape, rng.fork('weights'));
  const learnt: Learnt = { weights, mean: weights.slice(), steps: 0 };
  const deal = dealer(samples, Math.min(samples.length, options.maxSamples), rng.fork('order'));
  const about = { steps: data.steps, channels: data.channels, active, hidden: options.hidden };
  let best: GruModel = { ...about, weights: weights.slice(), epochs: 0, trainingLoss: Number.NaN, validationLoss: Number.NaN };
  for (let epochs = 1; samples.length > 0 && epochs <= options.epochs; epochs += 1) {
    const trainingLoss = epoch(training, learnt, deal());
    const model: GruModel = { ...about, weights: learnt.mean.slice(), epochs, trainingLoss, validationLoss: Number.NaN };
    const validationLoss = validation && judged.length > 0 ? lossOf(model, validation, judged) : Number.NaN;
    if (!(validationLoss >= best.validationLoss)) best = { ...model, validationLoss };
    else if (epochs - best.epochs >= options.patience) break;
  }
  return best;
}
