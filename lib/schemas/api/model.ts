import { z } from 'zod';
import { dayOut, figure } from './common';
import { defineEndpoint } from './registry';

const count = z.int().nullable();
const baselines = z.object({ momentum: figure, size: figure, ridge: figure });

const evaluation = z.object({
  rankIc: z.object({ mean: figure, t: figure, months: count }),
  byMonth: z.array(z.object({ month: z.string(), rankIc: z.number(), assets: z.int(), baselines })),
  baselines,
  spread: figure,
  hitRate: figure,
  calibration: z.array(z.object({ predicted: z.number(), observed: z.number(), count: z.int() })),
  deflatedSharpe: figure,
  overfittingProbability: figure,
});

const model = z.object({
  version: z.string().nullable(),
  trainedAt: z.string().meta({ format: 'date-time' }).nullable(),
  dataset: z.string().nullable(),
  features: z.array(z.object({ code: z.string(), lens: z.string(), importance: z.number() })),
  windows: z.array(z.object({ trainFrom: dayOut, trainTo: dayOut, testFrom: dayOut, testTo: dayOut })),
  evaluation,
  gate: z.object({ open: z.boolean(), since: dayOut.nullable(), reason: z.string() }),
});
export type ModelShape = z.output<typeof model>;

export const modelEndpoint = defineEndpoint({
  method: 'GET',
  path: '/model',
  tag: 'Market',
  summary: 'The forecast model: how it was trained, how it did out of sample, and whether indices may use it.',
  description: 'Figures that do not exist yet are null. While the gate is closed no index is tilted by a forecast.',
  query: z.strictObject({}),
  response: model,
});
