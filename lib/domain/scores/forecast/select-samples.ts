import type { SampleSet } from './sample-set';
import type { TrainingData } from './trees/training-data';

/** Indices of the samples on some rows, ascending; with `known`, only those whose target is. Example: rows of no sample give none. */
export function samplesOn(samples: SampleSet, rows: readonly number[], known: boolean): Int32Array {
  const wanted = new Set(rows);
  const picked: number[] = [];
  for (let i = 0; i < samples.count; i += 1) {
    if (wanted.has(samples.row[i] as number) && !(known && Number.isNaN(samples.target[i]))) picked.push(i);
  }
  return Int32Array.from(picked);
}

/** Feature values of some samples, row-major. Example: of one sample of two features, two numbers. */
export function valuesOf(samples: SampleSet, picks: Int32Array): Float32Array {
  const width = samples.features.length;
  const values = new Float32Array(picks.length * width);
  picks.forEach((sample, i) => values.set(samples.values.subarray(sample * width, (sample + 1) * width), i * width));
  return values;
}

/** Some samples as models take them; groups are panel rows. Example: `trainingData(samples, samplesOn(samples, fit, true))`. */
export function trainingData(samples: SampleSet, picks: Int32Array): TrainingData {
  return {
    values: valuesOf(samples, picks),
    width: samples.features.length,
    count: picks.length,
    target: Float64Array.from(picks, (sample) => samples.target[sample] as number),
    group: Int32Array.from(picks, (sample) => samples.row[sample] as number),
  };
}
