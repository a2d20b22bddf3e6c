import { invariant } from '../../../foundation/invariant';
import { createPass, forward, type GruPass } from './gru-pass';
import { gruLayout, type GruShape } from './gru-shape';
import type { SequenceData } from './sequence-data';

/** A trained net. */
export interface GruModel {
  readonly steps: number;
  /** Channels of the sequences that it takes; `active` are those it reads: any that was ever present in training. */
  readonly channels: number;
  readonly active: Int32Array;
  readonly hidden: number;
  readonly weights: Float64Array;
  /** Epochs after which its weights stood. */
  readonly epochs: number;
  /** Mean squared error of that epoch, while training; NaN where none was run. */
  readonly trainingLoss: number;
  /** Of the validation set after it; NaN without one. */
  readonly validationLoss: number;
}

/** Sequences of one pass when nothing is learnt. */
const PREDICT_ROWS = 64;

/** Shape of the net inside: only active channels are read. Example: of 20 channels with 12 active it has 12. */
export function shapeOf({ active, hidden, steps }: Pick<GruModel, 'active' | 'hidden' | 'steps'>): GruShape {
  return { channels: active.length, hidden, steps };
}

/** Writes one sequence (steps × channels) into a row of the pass, active channels only. Example: channel 1 of [1, 2] becomes 2. */
export function placeSequence(pass: GruPass, row: number, sequence: Float32Array, channels: number, active: Int32Array): void {
  const { inputs, rows, shape } = pass;
  for (let t = 0; t < shape.steps; t += 1) {
    const to = (t * rows + row) * active.length;
    for (let c = 0; c < active.length; c += 1) inputs[to + c] = sequence[t * channels + (active[c] as number)] as number;
  }
}

/** Answers for the samples picked; NaN where history is too short. Example: as `predictGru`, for some samples. */
export function predictSamples(model: GruModel, data: SequenceData, picks: Int32Array): Float64Array {
  invariant(data.steps === model.steps && data.channels === model.channels, 'sequences are not those of the net');
  const pass = createPass(shapeOf(model), PREDICT_ROWS);
  const sequence = new Float32Array(data.steps * data.channels);
  const answers = new Float64Array(picks.length).fill(Number.NaN);
  for (let from = 0; from < picks.length; from += PREDICT_ROWS) {
    const to = Math.min(picks.length, from + PREDICT_ROWS);
    const told: number[] = [];
    for (let i = from; i < to; i += 1) {
      if (!data.fill(picks[i] as number, sequence)) continue;
      placeSequence(pass, told.length, sequence, data.channels, model.active);
      told.push(i);
    }
    if (told.length > 0) forward(pass, model.weights);
    told.forEach((i, row) => {
      answers[i] = pass.outputs[row] as number;
    });
  }
  return answers;
}

/** Answers of a net for every sample, about in (−0.5, 0.5); NaN where `fill` is false. Example: a net of zeros answers 0. */
export function predictGru(model: GruModel, data: SequenceData): Float64Array {
  return predictSamples(model, data, Int32Array.from({ length: data.count }, (_, sample) => sample));
}

const MAGIC = 0x31555247;
const HEAD = 6;

/** A net as bytes, little-endian; the same net gives the same bytes. Example: `deserializeGru(serializeGru(model))` equals the model. */
export function serializeGru(model: GruModel): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * HEAD + 4 * model.active.length + 8 * (2 + model.weights.length)));
  let at = 0;
  for (const value of [MAGIC, model.steps, model.channels, model.active.length, model.hidden, model.epochs, ...model.active]) {
    view.setInt32(at, value, true);
    at += 4;
  }
  for (const value of [model.trainingLoss, model.validationLoss, ...model.weights]) {
    view.setFloat64(at, value, true);
    at += 8;
  }
  return new Uint8Array(view.buffer);
}

/** Reads what `serializeGru` wrote. Throws where the bytes are not a net. Example: see there. */
export function deserializeGru(bytes: Uint8Array): GruModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  invariant(bytes.byteLength > 4 * HEAD && view.getInt32(0, true) === MAGIC, 'the bytes are not a recurrent net');
  const [steps, channels, reads, hidden, epochs] = Array.from({ length: HEAD - 1 }, (_, i) => view.getInt32(4 * (i + 1), true)) as [number, number, number, number, number];
  const { size } = gruLayout({ channels: reads, hidden, steps });
  const at = 4 * (HEAD + reads);
  invariant(bytes.byteLength === at + 8 * (2 + size), 'the net is cut off');
  const active = Int32Array.from({ length: reads }, (_, i) => view.getInt32(4 * (HEAD + i), true));
  const number = (i: number) => view.getFloat64(at + 8 * i, true);
  return { steps, channels, active, hidden, epochs, trainingLoss: number(0), validationLoss: number(1), weights: Float64Array.from({ length: size }, (_, i) => number(i + 2)) };
}
