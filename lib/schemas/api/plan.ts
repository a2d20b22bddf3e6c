import { z } from 'zod';
import { TIERS } from '@/lib/domain/planning/rules';
import { planInputSchema, planResultSchema } from '../plan';
import { ofMarket } from './common';
import { defineEndpoint } from './registry';

export const planEndpoint = defineEndpoint({
  method: 'POST',
  path: '/plan',
  tag: 'Calculators',
  summary: 'A plan for a stage of life: gates, five classes, tiers and indices (Rule 7).',
  description: 'Reads the published indices, whose version is returned as `catalogue`. Index weights are shares of crypto; with `stablecoinCash` they sum to 1.',
  body: planInputSchema,
  response: planResultSchema.extend(ofMarket),
  ofMarket: true,
});

export const catalogueEndpoint = defineEndpoint({
  method: 'GET',
  path: '/catalogue',
  tag: 'Indices',
  summary: 'What a plan chooses from: the published indices with holdings and daily net levels, under one version.',
  response: z.object({
    version: z.string(),
    indices: z
      .array(
        z.object({
          slug: z.string(),
          name: z.string(),
          tier: z.enum(TIERS),
          tags: z.array(z.string()).readonly(),
          status: z.enum(['live', 'waiting']),
          order: z.number(),
          holdings: z.array(z.object({ asset: z.string(), weight: z.number() })).readonly(),
          cash: z.number(),
          levels: z.object({ firstDay: z.number(), values: z.array(z.number()).readonly() }).meta({ description: 'Day number since 1970-01-01 of the first value; one value a day.' }),
        }),
      )
      .readonly(),
    sectors: z.record(z.string(), z.string()),
  }),
});
