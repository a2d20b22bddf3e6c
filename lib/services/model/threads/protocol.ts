import 'server-only';
import type { ForecastOutcome } from '@/lib/domain/scores/forecast/assemble';
import type { LiveModel } from '@/lib/domain/scores/forecast/live';
import type { ForecastPlan, ForecastTask } from '@/lib/domain/scores/forecast/plan';
import type { ForecastData } from '@/lib/domain/scores/forecast/prepare';
import type { DatasetSummary } from '@/lib/data/dataset';
import type { TaskResult } from '@/lib/domain/scores/forecast/run-task';

/** What all tasks of one training read, in memory that threads share, with what names its numbers. */
export interface Prepared {
  readonly data: ForecastData;
  /** Asset ids by panel position. */
  readonly assets: readonly string[];
  /** Day number of panel row 0, and rows of the panel. */
  readonly start: number;
  readonly days: number;
  /** SHA-256 of the samples. */
  readonly dataHash: string;
  /** SHA-256 of the declarations of the features that feed it. */
  readonly featureSet: string;
  /** The dataset as it was read. */
  readonly dataset: DatasetSummary;
}

/** One asset's forecast of a day, by id and day number; NaN is missing. */
export interface Predicted {
  readonly assetId: string;
  readonly day: number;
  readonly percentile: number;
  readonly probability: number;
  /** The largest of what moved it, as JSON: points by code. */
  readonly reasons: string;
}

/** Forecasts of some days, and what they were made from. */
export interface PredictedDays {
  readonly predicted: readonly Predicted[];
  /** The market's last day, as a day number. */
  readonly newest: number;
  /** The market's content as it was read. */
  readonly content: string;
}

/** Everything that a thread can be asked, and what it answers. */
export interface Asks {
  /** Reads a market and makes the samples; needs the database. */
  prepare: { of: { readonly datasetId: number }; answer: Prepared };
  /** Holds what the next questions are about. */
  hold: { of: ForecastData; answer: null };
  task: { of: ForecastTask; answer: TaskResult };
  assemble: { of: { readonly plan: ForecastPlan; readonly results: readonly TaskResult[] }; answer: ForecastOutcome };
  /** Forecasts of the held data on some rows with what moved them. */
  explain: { of: { readonly live: LiveModel; readonly assets: readonly string[]; readonly rows: readonly number[] }; answer: readonly Predicted[] };
  /** Reads a market and forecasts its days from one on (day number); needs the database. */
  predict: { of: { readonly datasetId: number; readonly live: LiveModel; readonly from: number }; answer: PredictedDays };
}

export interface Question {
  readonly name: keyof Asks;
  readonly of: unknown;
}

export type Answer = { readonly value: unknown } | { readonly error: string };
