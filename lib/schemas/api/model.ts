import { z } from 'zod';
import { dayOut, figure, fraction } from './common';
import { defineEndpoint } from './registry';

/** Models of the ensemble (Rule 3.5). */
export const MODEL_MEMBERS = ['boosting', 'forest', 'gru'] as const;
/** What the ensemble must beat out of sample (Rule 3.5). */
export const MODEL_BASELINES = ['momentum', 'size', 'ridge'] as const;
/** Where the forecast stands: never trained, being trained for the first time, ready, or too little history to train on. */
export const MODEL_STATES = ['none', 'training', 'ready', 'insufficient-data'] as const;

const count = z.int().nullable();
const month = z.string().meta({ description: '`YYYY-MM`.' });
const moment = z.string().meta({ format: 'date-time' });
const baselines = z.object({ momentum: figure, size: figure, ridge: figure });
const byMember = z.object({ boosting: figure, forest: figure, gru: figure });

/** The proof on one market. */
export const evaluationSchema = z.object({
  rankIc: z.object({ mean: figure, t: figure, months: count }).meta({ description: 'Spearman rank correlation of forecast and later excess return, mean of the months, with its Newey–West t.' }),
  byMonth: z.array(
    z.object({ month, rankIc: z.number(), assets: z.int(), baselines, spreadGross: figure, spreadNet: figure, regime: z.string().nullable() }),
  ),
  baselines: baselines.meta({ description: 'Mean rank IC of each on the same rows.' }),
  spread: figure.meta({ description: 'Return over 30 days of the top fifth less that of the bottom fifth, net of costs.' }),
  hitRate: figure.meta({ description: 'How often the forecast was on the right side of the universe.' }),
  calibration: z.array(z.object({ predicted: z.number(), observed: z.number(), count: z.int() })),
  deflatedSharpe: figure,
  overfittingProbability: figure.meta({ description: 'From combinatorial purged cross-validation over models of several settings.' }),
  spreads: z.object({ gross: figure, net: figure, costs: figure, turnover: figure, t: figure }).meta({ description: 'The spread before and after costs; `turnover` is the part of both fifths that changes at a step; `t` is that of the net spread.' }),
  against: z
    .object({ baseline: z.enum(MODEL_BASELINES), difference: figure, t: figure })
    .nullable()
    .meta({ description: 'The best baseline and by how much the ensemble’s mean rank IC exceeds it.' }),
  byRegime: z.array(z.object({ regime: z.string(), months: z.int(), rankIc: figure, spreadNet: figure })),
  members: z.array(z.object({ member: z.enum(MODEL_MEMBERS), rankIc: figure, t: figure, weight: figure })).meta({ description: 'Each model alone out of sample, and its weight in the ensemble now.' }),
  weights: z.array(z.object({ from: dayOut, to: dayOut, weights: byMember })).meta({ description: 'Weights of each test window, learned on earlier windows only.' }),
});

const gate = z.object({ open: z.boolean(), since: dayOut.nullable(), reason: z.string() });
const gateMonth = z.object({ month, open: z.boolean(), months: z.int(), rankIc: figure, baseline: z.enum(MODEL_BASELINES).nullable(), baselineIc: figure, t: figure, reason: z.string() });
export const gateHistorySchema = z.array(gateMonth).meta({ description: 'What decided in each month: only what was known at the end of the month before.' });
export const windowsSchema = z.array(z.object({ trainFrom: dayOut, trainTo: dayOut, testFrom: dayOut, testTo: dayOut }));

const report = z.object({
  dataset: z.string(),
  simulated: z.boolean(),
  active: z.boolean().meta({ description: 'The market that pages show.' }),
  version: z.string(),
  evaluatedAt: moment,
  from: dayOut.nullable(),
  to: dayOut.nullable(),
  assets: z.int(),
  samples: z.int(),
  evaluation: evaluationSchema,
  gate,
  gateHistory: gateHistorySchema,
  limits: z.array(z.string()),
});

const training = z.object({
  seed: z.int(),
  rulesVersion: z.int(),
  dataHash: z.string().meta({ description: 'SHA-256 of the samples and sequences that it was trained on.' }),
  featureSet: z.string().meta({ description: 'SHA-256 of the features’ codes in their order.' }),
  samples: z.int(),
  assets: z.int(),
  from: dayOut.nullable(),
  to: dayOut.nullable(),
  seconds: figure,
  settings: z.record(z.string(), z.unknown()),
  outOfBagError: figure.meta({ description: 'Of the forest: mean squared error of the place (0 to 1) of its training samples, each judged by the trees that did not learn from it (the line beneath them did, and neighbouring weeks overlap: it flatters); 1/12 is what saying the middle of all would have. Null without a forest.' }),
  models: z.array(z.object({ member: z.enum([...MODEL_MEMBERS, 'ridge']), sha256: z.string(), bytes: z.int() })),
});

const model = z.object({
  state: z.enum(MODEL_STATES),
  words: z.string().meta({ description: 'What the state means now, in a sentence.' }),
  progress: fraction.nullable().meta({ description: 'How far a training under way is; null while none is.' }),
  version: z.string().nullable(),
  trainedAt: moment.nullable(),
  dataset: z.string().nullable(),
  simulated: z.boolean(),
  /** The last day that has forecasts. */
  forecastDay: dayOut.nullable(),
  forecasts: z.int().meta({ description: 'Tokens with a forecast on that day.' }),
  features: z.array(z.object({ code: z.string(), lens: z.string(), importance: z.number().meta({ description: 'Share of the rank correlation that the newest tree models lose on held-out weeks when the feature’s values are shuffled.' }) })),
  windows: windowsSchema,
  evaluation: evaluationSchema,
  gate,
  gateHistory: gateHistorySchema,
  training: training.nullable(),
  limits: z.array(z.string()),
  evaluations: z.array(report).meta({ description: 'The same proof on every market that it was made on, the active one first.' }),
});
export type ModelShape = z.output<typeof model>;
export type ModelEvaluation = ModelShape['evaluation'];
export type ModelReport = ModelShape['evaluations'][number];
export type GateHistory = z.output<typeof gateHistorySchema>;
export type ModelTraining = NonNullable<ModelShape['training']>;

/** What moved a forecast, largest first. */
const contributions = z.array(
  z.object({
    code: z.string().meta({ description: 'Of a feature, or `sequence.…` for what the recurrent net reads day by day over the last 90 days.' }),
    points: z.number(),
  }),
);

/** The forecast of one token (Rule 3.5). */
export const tokenForecast = z.object({
  day: dayOut,
  percentile: z.number().meta({ description: '0 to 100: place among the universe of that day.' }),
  probability: fraction.nullable().meta({ description: 'Calibrated probability of beating the universe over the next 30 days.' }),
  baseRate: fraction.nullable().meta({ description: 'Share of all judged forecasts whose token beat the universe: what a probability is to be read against.' }),
  signal: z.enum(['bullish', 'bearish']).nullable(),
  modelVersion: z.string(),
  gateOpen: z.boolean().meta({ description: 'Whether an index determined on that day could use the forecast.' }),
  contributions: contributions.meta({ description: 'What moved it by the models that made it, the 12 largest: points of the ensemble’s rank (−50 to 50) against the day’s average token. Empty where they were not kept.' }),
});
export type TokenForecast = z.output<typeof tokenForecast>;

export const modelEndpoint = defineEndpoint({
  method: 'GET',
  path: '/model',
  tag: 'Market',
  summary: 'The forecast model: how it was trained, how it did out of sample, and whether indices may use it.',
  description: 'Figures that do not exist yet are null. While the gate is closed no index is tilted by a forecast.',
  query: z.strictObject({}),
  response: model,
});
