import { probabilityAt, type Calibration } from './calibration';
import { blendRanks, percentilesOf } from './ensemble';
import { memberReasons } from './member-reasons';
import { decodeModel } from './model-bytes';
import { predictModel, type TrainingInputs } from './models';
import { rowPoints, sharesOf, type MemberSay } from './points';
import { BEARISH_TO, BULLISH_FROM } from './rules';
import type { SampleSet } from './sample-set';
import { samplesOn } from './select-samples';
import type { Member } from './settings';

/** What is stored and forecasts new days: the newest models as bytes, their weights (by position, sum 1) and the calibration. Plain data. */
export interface LiveModel {
  /** Codes of the features that the models read, in their order. */
  readonly features: readonly string[];
  readonly models: readonly { readonly kind: Member; readonly bytes: Uint8Array }[];
  readonly weights: readonly number[];
  readonly calibration: Calibration;
}

/** One asset's forecast of a row. */
export interface RowForecast {
  /** Position in the panel. */
  readonly asset: number;
  /** Place among the row's members, 0 to 100. */
  readonly percentile: number;
  /** Of beating the universe over the next 30 days; null while nothing is calibrated. */
  readonly probability: number | null;
  /** By feature, in its order, and after them by what the net reads day by day: points of percentile above or below the row's average asset. */
  readonly contributions: readonly { readonly code: string; readonly points: number }[];
}

/** The signal of a probability (Rule 3.5): bullish from 0.55, bearish up to 0.45, null between and where there is none. Example: 0.6 is bullish. */
export function signalOf(probability: number | null): 'bullish' | 'bearish' | null {
  if (probability === null || Number.isNaN(probability)) return null;
  if (probability >= BULLISH_FROM) return 'bullish';
  return probability <= BEARISH_TO ? 'bearish' : null;
}

/** Samples with the columns that a model was trained on, by code; a feature that is not fed any more is missing. Example: of b, a for a, b the columns swap. */
export function withFeatures(samples: SampleSet, features: readonly string[]): SampleSet {
  if (features.length === samples.features.length && features.every((code, i) => code === samples.features[i])) return samples;
  const from = features.map((code) => samples.features.indexOf(code));
  const values = new Float32Array(samples.count * features.length).fill(Number.NaN);
  for (let i = 0; i < samples.count; i += 1) {
    from.forEach((column, f) => {
      if (column >= 0) values[i * features.length + f] = samples.values[i * samples.features.length + column] as number;
    });
  }
  return { ...samples, features, values };
}

/**
 * Forecasts of everyone on a row by stored models: members' ranks averaged by weight, percentile, calibrated probability, and what moved it
 * (`memberReasons`, `rowPoints`). Empty where the row has no samples. Example: `forecastRow(live, prepareRows(market, [row]), row)`.
 */
export function forecastRow(live: LiveModel, inputs: TrainingInputs, row: number): RowForecast[] {
  const samples = withFeatures(inputs.samples, live.features);
  const picks = samplesOn(samples, [row], false);
  if (picks.length === 0) return [];
  const models = live.models.map(({ kind, bytes }) => decodeModel(kind, bytes));
  const predictions = models.map((model) => predictModel(model, { ...inputs, samples }, picks));
  const shares = sharesOf(predictions, live.weights);
  const says = models.map((model, member): MemberSay => {
    const [own, say] = [predictions[member] as Float64Array, shares[member] as Float64Array];
    return { predictions: own, shares: say, reasons: say.some((share) => share > 0) ? memberReasons(model, { ...inputs, samples }, picks) : null };
  });
  const { codes, points } = rowPoints(says, live.features);
  const rows = Int32Array.from(picks, () => row);
  const percentiles = percentilesOf(rows, blendRanks(rows, predictions, () => live.weights));
  return Array.from(picks, (sample, i) => {
    const percentile = percentiles[i] as number;
    const probability = probabilityAt(live.calibration, percentile);
    const contributions = codes.map((code, c) => ({ code, points: points[i]?.[c] as number }));
    return { asset: samples.asset[sample] as number, percentile, probability: Number.isNaN(probability) ? null : probability, contributions };
  }).filter(({ percentile }) => !Number.isNaN(percentile));
}
