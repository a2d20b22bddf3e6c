import type { Rng } from '../../../foundation/rng';

/** Sizes of a net: channels that it reads, hidden units, steps. */
export interface GruShape {
  readonly channels: number;
  readonly hidden: number;
  readonly steps: number;
}

/** Where each part stands in the one array of weights; matrices have a row an output. Gates in the order update, reset, candidate. */
export interface GruLayout {
  readonly input: number;
  readonly recurrent: number;
  readonly bias: number;
  /** Added to the candidate's recurrent part before the reset gate. */
  readonly candidateBias: number;
  readonly head: number;
  readonly headBias: number;
  readonly size: number;
}

/** Places of a net's weights: 3h × c, 3h × h, 3h, h, h and 1 numbers. Example: of one channel and one unit there are 12. */
export function gruLayout({ channels, hidden }: GruShape): GruLayout {
  const recurrent = 3 * hidden * channels;
  const bias = recurrent + 3 * hidden * hidden;
  const candidateBias = bias + 3 * hidden;
  const head = candidateBias + hidden;
  return { input: 0, recurrent, bias, candidateBias, head, headBias: head + hidden, size: head + hidden + 1 };
}

/**
 * Weights to start from: uniform with Glorot and Bengio's width (2010), update gates leaning to remember (bias 1), no bias else.
 * Example: the same seed gives the same numbers.
 */
export function startWeights(shape: GruShape, rng: Rng): Float64Array {
  const { channels, hidden } = shape;
  const at = gruLayout(shape);
  const weights = new Float64Array(at.size);
  const draw = (from: number, to: number, width: number) => {
    for (let i = from; i < to; i += 1) weights[i] = (2 * rng.next() - 1) * width;
  };
  draw(at.input, at.recurrent, Math.sqrt(6 / (channels + hidden)));
  draw(at.recurrent, at.bias, Math.sqrt(6 / (2 * hidden)));
  weights.fill(1, at.bias, at.bias + hidden);
  draw(at.head, at.headBias, 0.5 * Math.sqrt(6 / (hidden + 1)));
  return weights;
}
