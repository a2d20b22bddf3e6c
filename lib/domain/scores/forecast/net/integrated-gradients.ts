import { gaussLegendre } from '../../../foundation/quadrature';
import { backThroughTime, createGradient, type GruGradient } from './gru-gradient';
import { placeSequence, shapeOf, type GruModel } from './gru-model';
import { bringInputs, createPass, recur, type GruPass } from './gru-pass';
import { timesRows } from './products';
import { PATH_POINTS } from './rules';
import type { SequenceData } from './sequence-data';

/** What moved a net's answers. */
export interface GruReasons {
  /** Its answer to the neutral sequence; NaN where nobody has a sequence. */
  readonly base: number;
  /** By sample one number a channel of the data, summed over the steps; null where the sample has too little history. */
  readonly contributions: readonly (Float64Array | null)[];
}

/** Sequences of one pass. */
const ROWS = 16;

/** What a batch needs on its way from the neutral sequence to its own; arrays of steps × rows × 3h. */
interface Path {
  readonly model: GruModel;
  /** Its inputs are how far each sequence is from the neutral one. */
  readonly pass: GruPass;
  readonly gradient: GruGradient;
  /** What the neutral sequence brings to each gate, and what the way to the sample's own adds. */
  readonly start: Float64Array;
  readonly way: Float64Array;
  /** Derivative by the input side of each gate, mean over the path. */
  readonly slopes: Float64Array;
  /** channels × 3h: the input weights the other way round; and the derivative by each input. */
  readonly turned: Float64Array;
  readonly byInput: Float64Array;
}

/** Samples that have a sequence, and the mean of those. */
function neutralOf({ steps, channels }: GruModel, data: SequenceData): { told: number[]; neutral: Float32Array } {
  const sequence = new Float32Array(steps * channels);
  const sum = new Float64Array(steps * channels);
  const told = Array.from({ length: data.count }, (_, sample) => sample).filter((sample) => {
    if (!data.fill(sample, sequence)) return false;
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] as number) + (sequence[i] as number);
    return true;
  });
  return { told, neutral: Float32Array.from(sum, (value) => value / told.length) };
}

/** Opens a path that starts at the neutral sequence; the pass holds the net's answer to it. */
function openPath(model: GruModel, neutral: Float32Array): Path {
  const pass = createPass(shapeOf(model), ROWS);
  for (let row = 0; row < pass.rows; row += 1) placeSequence(pass, row, neutral, model.channels, model.active);
  bringInputs(pass, model.weights);
  const start = pass.gates.slice();
  recur(pass, model.weights);
  const { at, shape: { channels, hidden } } = pass;
  const width = 3 * hidden;
  const turned = Float64Array.from({ length: channels * width }, (_, i) => model.weights[at.input + (i % width) * channels + Math.floor(i / width)] as number);
  return { model, pass, gradient: createGradient(pass), start, way: start.slice(), slopes: start.slice(), turned, byInput: new Float64Array(pass.inputs.length) };
}

/** Whether the answer is the same whatever the sequence: such a net has no reasons, and needs no path. */
const saysTheSame = ({ model: { weights }, pass: { at } }: Path): boolean => weights.subarray(at.head, at.headBias).every((weight) => weight === 0);

/** One point of the path: the derivatives there, added by its weight. */
function visit({ model, pass, gradient, start, way, slopes }: Path, share: number, weight: number, byOutput: Float64Array): void {
  const { gates } = pass;
  for (let i = 0; i < gates.length; i += 1) gates[i] = (start[i] as number) + share * (way[i] as number);
  recur(pass, model.weights);
  backThroughTime(pass, model.weights, byOutput, gradient);
  for (let i = 0; i < gates.length; i += 1) slopes[i] = (slopes[i] as number) + weight * (gates[i] as number);
}

/** Goes the path point by point and keeps the mean derivative. */
function walk(path: Path): void {
  const { model, pass, way, slopes } = path;
  const byOutput = new Float64Array(pass.rows).fill(1);
  const { points, weights } = gaussLegendre(PATH_POINTS);
  bringInputs(pass, model.weights);
  way.set(pass.gates);
  slopes.fill(0);
  points.forEach((share, k) => visit(path, share, weights[k] as number, byOutput));
}

/** Mean derivative by each input (steps × rows × channels), written to `byInput`. */
function bringBack({ pass, turned, slopes, byInput }: Path): void {
  const { rows, shape: { channels, hidden, steps } } = pass;
  timesRows({ values: slopes, at: 0 }, steps * rows, 3 * hidden, { values: turned, at: 0 }, channels, { values: byInput, at: 0 });
}

/** One row's contributions: distance times mean derivative by the input, summed over the steps. */
function gather({ model, pass, byInput }: Path, row: number): Float64Array {
  const { rows, inputs, shape: { channels, steps } } = pass;
  const moved = new Float64Array(model.channels);
  for (let c = 0; c < channels; c += 1) {
    let sum = 0;
    for (let t = 0; t < steps; t += 1) {
      const at = (t * rows + row) * channels + c;
      sum += (inputs[at] as number) * (byInput[at] as number);
    }
    moved[model.active[c] as number] = sum;
  }
  return moved;
}

/**
 * Integrated gradients (Sundararajan, Taly and Yan 2017) of a net's answers: derivatives along the straight path from the neutral sequence, the mean
 * of all that are given (those of one day, so as to compare with the day's average), to the sample's own, times the way, by channel. Base + Σ = answer,
 * up to the quadrature over the path. Example: of two samples alike each contributes 0 everywhere.
 */
export function explainGru(model: GruModel, data: SequenceData): GruReasons {
  const { told, neutral } = neutralOf(model, data);
  const contributions: (Float64Array | null)[] = Array.from({ length: data.count }, () => null);
  if (told.length === 0) return { base: Number.NaN, contributions };
  const path = openPath(model, neutral);
  const base = path.pass.outputs[0] as number;
  if (saysTheSame(path)) {
    for (const sample of told) contributions[sample] = new Float64Array(model.channels);
    return { base, contributions };
  }
  const apart = new Float32Array(neutral.length);
  for (let from = 0; from < told.length; from += ROWS) {
    const batch = told.slice(from, from + ROWS);
    batch.forEach((sample, row) => {
      data.fill(sample, apart);
      for (let i = 0; i < apart.length; i += 1) apart[i] = (apart[i] as number) - (neutral[i] as number);
      placeSequence(path.pass, row, apart, model.channels, model.active);
    });
    walk(path);
    bringBack(path);
    batch.forEach((sample, row) => {
      contributions[sample] = gather(path, row);
    });
  }
  return { base, contributions };
}
