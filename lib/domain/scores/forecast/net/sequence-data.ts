/** Sequences for the net, read one at a time so that overlapping ones share their numbers. */
export interface SequenceData {
  readonly steps: number;
  readonly channels: number;
  readonly count: number;
  /** What is to be predicted, (−0.5, 0.5); NaN unknown: not trained on, still predicted. */
  readonly target: Float64Array;
  /** Writes a sample step by step into `out` (steps × channels, missing = 0 beside a channel that says what is present); false: too little history, no prediction. */
  fill(sample: number, out: Float32Array): boolean;
}

/** The same as plain arrays, which can be handed to a thread: a sample is `steps × channels` values from its offset on; −1 has too little history. */
export interface SequenceBank {
  readonly steps: number;
  readonly channels: number;
  readonly values: Float32Array;
  readonly offset: Int32Array;
  readonly target: Float64Array;
}

/** Opens a bank; nothing is copied. Example: values 1, 2, 3 with offsets 0 and 1 and two steps are the sequences 1, 2 and 2, 3. */
export function sequencesOf({ steps, channels, values, offset, target }: SequenceBank): SequenceData {
  return {
    steps,
    channels,
    count: offset.length,
    target,
    fill(sample, out) {
      const from = offset[sample] as number;
      if (from < 0) return false;
      out.set(values.subarray(from, from + steps * channels));
      return true;
    },
  };
}

/** Some of the samples, in the order given, e.g. those of a fold. Example: picks 2, 0 of a, b, c are c, a. */
export function pickSequences(data: SequenceData, picks: Int32Array): SequenceData {
  return {
    steps: data.steps,
    channels: data.channels,
    count: picks.length,
    target: Float64Array.from(picks, (sample) => data.target[sample] as number),
    fill: (sample, out) => data.fill(picks[sample] as number, out),
  };
}
