import { z } from 'zod';
import { SIMPLE_TARGETS } from '@/lib/domain/planning/rules';
import { DEFAULT_DESTINATION, DEFAULT_RISK_AVERSION, DEFAULT_TOKEN_BAND, MIN_TRADE_USD } from '@/lib/domain/rebalancing/rules';

/** A share of what is taxed, charged or tolerated, between 0 and 1. */
const share = z.number().min(0).max(1);
const half = z.number().gt(0).max(1);

/** When a position is acted on (Rule 6.1). */
export const bandSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('absolute'), points: half }),
  z.strictObject({ kind: z.literal('relative'), fraction: half }),
  z.strictObject({ kind: z.literal('either'), points: half, fraction: half }),
  z.strictObject({ kind: z.literal('costAware'), oneWayCost: z.number().gt(0).max(0.2), riskAversion: z.number().gt(0).max(100).default(DEFAULT_RISK_AVERSION) }),
  z.strictObject({ kind: z.literal('none') }),
]);

export const DESTINATIONS = ['target', 'edge', 'halfway'] as const;
/** What makes the person look: a band that is left, or a calendar (Rule 6.3). */
export const TRIGGERS = ['bands', 'weekly', 'monthly', 'quarterly', 'halfYearly', 'yearly'] as const;
export const LOT_METHODS = ['fifo', 'least-tax'] as const;

/** A common taker fee; every person sets their own. */
const TYPICAL_FEE_BPS = 10;
const MAX_FEE_BPS = 1000;
export const SIMPLE_TARGETS_RANGE = { min: 1, max: 20, usual: SIMPLE_TARGETS } as const;

/** What is expected within 30 days (Rule 8.1): whole cents, as the rebalance page asks for it. */
const EXPECTED = /^\d{1,12}(\.\d{1,2})?$/;
const usd = z.string().regex(/^\d{1,12}(\.\d{1,8})?$/, { error: 'must be an amount in USD' });

/** A person's own settings; each group that is missing, or was stored before it changed, takes the rules' defaults. */
export const userSettingsSchema = z.object({
  tax: group(z.object({ shortRate: share.default(0), longRate: share.default(0), lotMethod: z.enum(LOT_METHODS).default('least-tax') })),
  costs: group(z.object({ feeBps: z.number().min(0).max(MAX_FEE_BPS).default(TYPICAL_FEE_BPS) })),
  rebalancing: group(
    z.object({
      band: bandSchema.default(DEFAULT_TOKEN_BAND as z.output<typeof bandSchema>),
      trigger: z.enum(TRIGGERS).default('bands'),
      destination: z.enum(DESTINATIONS).default(DEFAULT_DESTINATION),
      minTrade: usd.default(String(MIN_TRADE_USD)),
      contributionsFirst: z.boolean().default(true),
      expectedContribution: z.string().regex(EXPECTED).default('0'),
    }),
  ),
  /** `simple`: each index's largest k instead of all its positions; null is off (Rule 7.9). */
  targets: group(z.object({ simple: z.int().min(SIMPLE_TARGETS_RANGE.min).max(SIMPLE_TARGETS_RANGE.max).nullable().default(null) })),
});
export type UserSettings = z.output<typeof userSettingsSchema>;

function group<T extends z.ZodType>(schema: T) {
  return schema.catch(() => schema.parse({}) as z.output<T>);
}

/** What the settings form sends: texts, percentages as people write them. */
const percent = z.string().trim().regex(/^\d{1,3}([.,]\d{1,4})?$/, { error: 'Enter a percentage such as 12.5.' }).transform((text) => Number(text.replace(',', '.')));
const percentShare = percent.pipe(z.number().max(100, { error: 'At most 100 %.' })).transform((value) => Number((value / 100).toFixed(6)));
const percentBand = percentShare.pipe(z.number().gt(0, { error: 'Above 0 %.' }));

export const taxFormSchema = z
  .object({ shortRate: percentShare, longRate: percentShare, lotMethod: z.enum(LOT_METHODS), feeBps: z.coerce.number<string>({ error: 'Enter a number of basis points.' }).min(0, { error: 'At least 0.' }).max(MAX_FEE_BPS, { error: `At most ${MAX_FEE_BPS} basis points.` }) })
  .transform(({ feeBps, ...tax }) => ({ tax, costs: { feeBps } }));

export const rebalancingFormSchema = z
  .object({
    bandKind: z.enum(['absolute', 'relative', 'either', 'costAware', 'none']),
    points: percentBand,
    fraction: percentBand,
    oneWayCost: percentBand.pipe(z.number().max(0.2, { error: 'At most 20 %.' })),
    trigger: z.enum(TRIGGERS),
    destination: z.enum(DESTINATIONS),
    minTrade: z.string().trim().pipe(z.string().regex(/^\d{1,12}(\.\d{1,8})?$/, { error: 'Enter an amount in USD such as 10.' })),
    contributionsFirst: z.literal('on').optional(),
    expectedContribution: z.string().trim().pipe(z.string().regex(EXPECTED, { error: 'Enter an amount in USD such as 500, or 0.' })),
    simple: z.union([z.literal(''), z.coerce.number<string>().int().min(SIMPLE_TARGETS_RANGE.min).max(SIMPLE_TARGETS_RANGE.max)], { error: `A whole number from ${SIMPLE_TARGETS_RANGE.min} to ${SIMPLE_TARGETS_RANGE.max}, or empty.` }),
  })
  .transform(({ bandKind, trigger, points, fraction, oneWayCost, destination, minTrade, contributionsFirst, expectedContribution, simple }) => ({
    rebalancing: { band: bandSchema.parse(bandFrom(bandKind, { points, fraction, oneWayCost })), trigger, destination, minTrade, contributionsFirst: contributionsFirst === 'on', expectedContribution },
    targets: { simple: simple === '' ? null : simple },
  }));

function bandFrom(kind: z.output<typeof bandSchema>['kind'], { points, fraction, oneWayCost }: Readonly<Record<'points' | 'fraction' | 'oneWayCost', number>>): object {
  switch (kind) {
    case 'absolute':
      return { kind, points };
    case 'relative':
      return { kind, fraction };
    case 'either':
      return { kind, points, fraction };
    case 'costAware':
      return { kind, oneWayCost };
    case 'none':
      return { kind };
  }
}
