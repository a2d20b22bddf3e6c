import { z } from 'zod';
import { API_LIMITS, figure, finite, positive } from './common';
import { defineEndpoint } from './registry';

const levels = z.array(positive).min(2).max(API_LIMITS.levels);
const position = z.int().nullable().meta({ description: 'A position in levels.' });

export const metricsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/metrics',
  tag: 'Calculators',
  summary: 'Return, risk and drawdown figures of a series of levels; a figure that does not exist is null.',
  body: z
    .strictObject({
      levels,
      benchmark: levels.optional(),
      riskFreeRate: finite.gt(-1).max(10).default(0),
      periodsPerYear: positive.max(100_000).default(365),
    })
    .refine((body) => body.benchmark === undefined || body.benchmark.length === body.levels.length, { path: ['benchmark'], error: 'must have as many levels as levels' }),
  response: z.object({
    totalReturn: figure,
    cagr: figure,
    volatility: figure,
    sharpe: figure,
    sortino: figure,
    maxDrawdown: figure,
    maxDrawdownStart: position,
    maxDrawdownEnd: position,
    recovered: position,
    calmar: figure,
    var95: figure,
    cvar95: figure,
    beta: figure.optional(),
    correlation: figure.optional(),
    upCapture: figure.optional(),
    downCapture: figure.optional(),
  }),
});
