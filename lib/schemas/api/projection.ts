import { z } from 'zod';
import { API_LIMITS, decimalOut, figure, finite, fraction, nonNegativeDecimal, positive, positiveDecimal } from './common';
import { defineEndpoint } from './registry';
import { INCOME_KINDS } from '@/lib/domain/income/rules';

const SUM_TOLERANCE = 1e-6;
const MAXIMUM_RATE = 100;
const MAXIMUM_SOURCES = 100;
const MAXIMUM_LEVERAGE = 1000;

const year = z.object({ year: z.int(), value: decimalOut, contributed: decimalOut, gain: decimalOut });

export const projectionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/projection',
  tag: 'Calculators',
  summary: 'Compounding with contributions at month end (Rule 10.1).',
  body: z.strictObject({
    initial: nonNegativeDecimal,
    monthly: nonNegativeDecimal,
    annualReturn: finite.min(-1).max(MAXIMUM_RATE),
    years: z.int().min(1).max(API_LIMITS.years),
  }),
  response: z.object({ final: decimalOut, contributed: decimalOut, gain: decimalOut, byYear: z.array(year).readonly() }),
});

/** Money or units of an assumption: sent exactly, reckoned with as a double. */
const amount = positiveDecimal.transform(Number);

export const scenariosEndpoint = defineEndpoint({
  method: 'POST',
  path: '/scenarios',
  tag: 'Calculators',
  summary: 'Prices under assumed totals of the whole market (Rule 10.3).',
  body: z
    .strictObject({ circulatingSupply: amount, totalMarketCap: amount, marketCap: amount, inflationRate: finite.gt(-1).max(MAXIMUM_RATE), years: finite.min(0).max(API_LIMITS.years) })
    .refine((body) => body.marketCap <= body.totalMarketCap, { path: ['marketCap'], error: 'must not be above totalMarketCap' }),
  response: z.array(z.object({ totalCap: z.number(), bear: z.number(), base: z.number(), bull: z.number() })).readonly(),
});

const source = z
  .strictObject({
    kind: z.enum(INCOME_KINDS),
    weight: fraction,
    nominalYield: finite.min(0).max(MAXIMUM_RATE),
    userPaidYield: finite.min(0).max(MAXIMUM_RATE),
    inflationRate: finite.gt(-1).max(MAXIMUM_RATE),
    ageDays: z.int().min(0).max(API_LIMITS.years * 366),
    audited: z.boolean(),
    tvl: nonNegativeDecimal,
  })
  .refine((body) => body.userPaidYield <= body.nominalYield, { path: ['userPaidYield'], error: 'must not be above nominalYield' });

export const incomeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/income',
  tag: 'Calculators',
  summary: 'Whether an income can last, and which sources of yield are sound (Rule 9).',
  description: 'The blend is over the sources that are kept; the weight of the others is spread over them. `withdrawal` is capital × withdrawal rate.',
  body: z.strictObject({
    capital: positiveDecimal,
    annualIncome: nonNegativeDecimal.optional(),
    withdrawalRate: fraction.optional(),
    sources: z
      .array(source)
      .max(MAXIMUM_SOURCES)
      .refine((sources) => sources.length === 0 || Math.abs(sources.reduce((total, { weight }) => total + weight, 0) - 1) <= SUM_TOLERANCE, { error: 'weights must sum to 1' }),
  }),
  response: z.object({
    requiredYield: z.number().optional(),
    sustainable: z.boolean(),
    withdrawalRate: z.number(),
    withdrawal: decimalOut,
    blended: z.object({ nominal: figure, real: figure, keptWeight: z.number() }),
    sources: z.array(z.object({ kept: z.boolean(), reasons: z.array(z.string()).readonly() })).readonly(),
  }),
});

export const kellyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/kelly',
  tag: 'Calculators',
  summary: 'The Kelly stake, half of it, and the move that ends a leveraged position (Rule 10.5).',
  body: z.strictObject({ winProbability: fraction, odds: positive, leverage: finite.min(1).max(MAXIMUM_LEVERAGE).optional() }),
  response: z.object({ fraction: z.number(), half: z.number(), liquidationMove: z.number().optional() }),
});
