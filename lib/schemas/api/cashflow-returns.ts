import { z } from 'zod';
import { API_LIMITS, distinct, figure, finite, isoDay } from './common';
import { defineEndpoint } from './registry';

const MAXIMUM_AMOUNT = 1e18;

const amount = finite.min(-MAXIMUM_AMOUNT).max(MAXIMUM_AMOUNT);
/** Figures of a history are series: JSON numbers; decimals as text are read too, because money is sent so elsewhere. */
const number = z.union([amount, z.string().regex(/^-?\d{1,19}(\.\d{1,18})?$/, { error: 'must be a decimal such as "1000.00"' }).transform(Number).pipe(amount)]);

export const cashflowReturnsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/cashflow-returns',
  tag: 'Calculators',
  summary: 'Time- and money-weighted return of money that came and went (Rule 11).',
  description: 'An amount above 0 is money put in, just before the value of its day is taken. The last value ends the period. `timeWeighted` covers the whole period; `moneyWeighted` is a yearly rate on actual/365, or null with a reason.',
  body: z.strictObject({
    flows: z.array(z.strictObject({ day: isoDay, amount: number })).max(API_LIMITS.levels),
    values: z
      .array(z.strictObject({ day: isoDay, value: number.refine((value) => value >= 0, { error: 'must be at least 0' }) }))
      .min(1)
      .max(API_LIMITS.levels)
      .refine(distinct(({ day }: { readonly day: string }) => day), { error: 'must not repeat a day' }),
  }),
  response: z.object({ timeWeighted: figure, moneyWeighted: figure, reason: z.string().optional() }),
});
