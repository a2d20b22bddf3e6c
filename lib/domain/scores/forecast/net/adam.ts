import { ADAM_FIRST, ADAM_FLOOR, ADAM_SECOND } from './rules';

/** An optimiser of one array of weights. */
export interface Adam {
  /** Moves the weights against a gradient. */
  step(weights: Float64Array, gradient: Float64Array): void;
}

/**
 * Adam (Kingma and Ba, 2015) with decoupled weight decay (Loshchilov and Hutter, 2019): every step moves each weight by about the rate.
 * Example: the first step on a gradient of 5 moves a weight by the rate, whatever the 5.
 */
export function createAdam(size: number, learningRate: number, weightDecay: number): Adam {
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  let steps = 0;
  return {
    step(weights, gradient) {
      steps += 1;
      const whole = 1 - ADAM_FIRST ** steps;
      const wholeSquare = 1 - ADAM_SECOND ** steps;
      for (let i = 0; i < size; i += 1) {
        const slope = gradient[i] as number;
        const mean = ADAM_FIRST * (first[i] as number) + (1 - ADAM_FIRST) * slope;
        const square = ADAM_SECOND * (second[i] as number) + (1 - ADAM_SECOND) * slope * slope;
        first[i] = mean;
        second[i] = square;
        const weight = weights[i] as number;
        weights[i] = weight - learningRate * (mean / whole / (Math.sqrt(square / wholeSquare) + ADAM_FLOOR) + weightDecay * weight);
      }
    },
  };
}

/** Shortens a gradient to a length (Pascanu, Mikolov and Bengio, 2013); a shorter one stays. Returns the length it had. Example: [3, 4] to 1 is [0.6, 0.8]. */
export function clipLength(gradient: Float64Array, longest: number): number {
  let squares = 0;
  for (const slope of gradient) squares += slope * slope;
  const length = Math.sqrt(squares);
  if (length > longest) for (let i = 0; i < gradient.length; i += 1) gradient[i] = (gradient[i] as number) * (longest / length);
  return length;
}
