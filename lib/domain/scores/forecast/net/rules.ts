/** Rule 3.5: the recurrent net reads so many days that end with the decision's. */
export const SEQUENCE_DAYS = 90;
/** Days before a step from which its own scale (deviation of returns, usual volume) is taken. */
export const SCALE_DAYS = 60;
/** Days of the short volatility, and of the longer of those returns. */
export const SHORT_DAYS = 30;
/** Days of the short one of two returns that a step is told beside its own day's: what moves slowly need not be summed up by the net. */
export const WEEK_DAYS = 7;
/** Share of the sequence's days with a return, without which there is no prediction. */
export const SEQUENCE_COVERAGE = 0.8;
/** A channel is cut at so many of its units either way, so that one broken day cannot steer the net. */
export const CHANNEL_LIMIT = 4;

/** How a net is trained. Counts, and fractions a step. */
export interface GruOptions {
  readonly seed: number;
  /** Units of the hidden layer. */
  readonly hidden: number;
  /** Most passes over the data; fewer where the validation set stops it. */
  readonly epochs: number;
  /** Sequences a step. */
  readonly batch: number;
  /** Sequences an epoch at most, drawn anew each time until all were used. */
  readonly maxSamples: number;
  readonly learningRate: number;
  /** Decoupled weight decay, per unit of learning rate. */
  readonly weightDecay: number;
  /** Longest gradient (Euclidean, all weights together); longer ones are shortened to it. */
  readonly clipNorm: number;
  /** Steps that the running mean of the weights goes back; the mean is the net. */
  readonly memory: number;
  /** Epochs without a better validation loss after which training stops. */
  readonly patience: number;
}

/** The net's usual options: about a minute for tens of thousands of sequences. */
export const GRU_DEFAULTS: GruOptions = { seed: 1, hidden: 8, epochs: 12, batch: 64, maxSamples: 24_000, learningRate: 0.004, weightDecay: 0.01, clipNorm: 1, memory: 300, patience: 3 };

/** Adam's usual moments (Kingma and Ba, 2015). */
export const ADAM_FIRST = 0.9;
export const ADAM_SECOND = 0.999;
export const ADAM_FLOOR = 1e-8;

/** Points of Gauss's quadrature over the path of the integrated gradients: on real nets 8 missed up to 0.4 % of the spread of answers, 12 up to 0.006 %, 16 a millionth. */
export const PATH_POINTS = 16;
