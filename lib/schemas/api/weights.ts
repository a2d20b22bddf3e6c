import { z } from 'zod';
import { WEIGHT_METHODS } from '@/lib/domain/indices/weights/compute-weights';
import { API_LIMITS, assetLabel, distinct, finite, fraction, positive } from './common';
import { defineEndpoint } from './registry';

const perAsset = <T extends z.ZodType>(of: T) => z.array(of).max(API_LIMITS.assets);

export const weightsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/weights',
  tag: 'Calculators',
  summary: 'Weights of a method within bounds; with cash they sum to 1.',
  description: 'minVariance takes the bounds into its optimum; the other methods are capped afterwards (Rule 5.1). Without maxWeight there is no cap; n × maxWeight < 1 leaves the rest in cash.',
  body: z.strictObject({
    method: z.enum(WEIGHT_METHODS),
    assets: z.array(assetLabel).min(1).max(API_LIMITS.assets).refine(distinct((asset: string) => asset), { error: 'must not repeat' }),
    marketCaps: perAsset(finite.min(0)).optional(),
    volatilities: perAsset(positive).optional(),
    covariance: perAsset(perAsset(finite)).optional(),
    maxWeight: fraction.gt(0).optional(),
    minWeight: fraction.optional(),
  }),
  response: z.object({
    weights: z.array(z.object({ asset: z.string(), weight: z.number() })),
    cash: z.number(),
    riskContributions: z.array(z.number()).optional().meta({ description: 'Shares of variance, where a covariance was given.' }),
  }),
});
