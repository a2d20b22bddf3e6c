import { z } from 'zod';
import { ASKED_FOR_TAGS, ASSET_CLASSES, GUARDRAILS, MINIMUM_AGE, STAGES, STRATEGIES, TAX_TREATMENTS, TEMPERAMENTS, TIERS } from '@/lib/domain/planning/rules';
import { API_LIMITS, dayOut, decimalOut, distinct, figure, finite, fraction, nonNegativeDecimal, slug } from './api/common';

export const MAXIMUM_AGE = 120;
const MAXIMUM_DEBTS = 20;
const SUM_TOLERANCE = 1e-6;

const once = distinct((item: string) => item);
const ONCE = { error: 'must not repeat' };

/** Shares by tier, summing to 1; an empty object is no split. */
const split = z
  .strictObject({ conservative: fraction.optional(), balanced: fraction.optional(), aggressive: fraction.optional() })
  .refine((shares) => [0, TIERS.length].includes(Object.keys(shares).length), { error: 'must give all three tiers' })
  .refine((shares) => Object.keys(shares).length === 0 || Math.abs(Object.values(shares).reduce((total, share) => total + share, 0) - 1) <= SUM_TOLERANCE, { error: 'must sum to 1' })
  .transform(({ conservative, balanced, aggressive }) =>
    conservative === undefined || balanced === undefined || aggressive === undefined ? undefined : { conservative, balanced, aggressive },
  );

/** Every answer of the profile, as the API takes it and the store keeps it. */
export const planFields = {
  age: z.int().min(MINIMUM_AGE).max(MAXIMUM_AGE),
  temperament: z.enum(TEMPERAMENTS),
  incomeStability: z.enum(['stable', 'unstable']),
  investable: nonNegativeDecimal,
  netWorth: nonNegativeDecimal,
  monthlyExpenses: nonNegativeDecimal,
  reserve: nonNegativeDecimal,
  debts: z.array(z.strictObject({ balance: nonNegativeDecimal, annualRate: finite.min(0).max(100) })).max(MAXIMUM_DEBTS),
  horizonYears: finite.min(0).max(API_LIMITS.years),
  scale: z.enum(['stage', 'stricter']).optional(),
  split: split.optional(),
  strategy: z.enum(STRATEGIES).optional(),
  liftedGuardrails: z.array(z.enum(GUARDRAILS)).refine(once, ONCE).optional(),
  include: z.array(z.enum(ASKED_FOR_TAGS)).refine(once, ONCE).optional(),
  indices: z.array(slug).max(API_LIMITS.assets).refine(once, ONCE).optional(),
  accounts: z.strictObject({ taxFree: nonNegativeDecimal, taxDeferred: nonNegativeDecimal }).optional(),
} as const;

interface Choice {
  readonly split?: object | undefined;
  readonly strategy?: string | undefined;
}
const customWithSplit = (input: Choice): boolean => input.strategy !== 'custom' || input.split !== undefined;
const oneSplit = (input: Choice): boolean => input.strategy === undefined || input.strategy === 'custom' || input.split === undefined;

export const planInputSchema = z
  .strictObject(planFields)
  .refine(customWithSplit, { path: ['split'], error: 'is required with the strategy custom' })
  .refine(oneSplit, { path: ['strategy'], error: 'must be custom or absent where a split is given' });

export type PlanAnswers = z.output<typeof planInputSchema>;

/** Answers so far: any of them, each valid. */
export const profileAnswersSchema = z.strictObject(planFields).partial();
export type ProfileAnswers = z.output<typeof profileAnswersSchema>;

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const perClass = <T extends z.ZodType>(value: T) => z.object(Object.fromEntries(ASSET_CLASSES.map((name) => [name, value])) as Record<(typeof ASSET_CLASSES)[number], T>);
const perTier = z.object({ conservative: z.number(), balanced: z.number(), aggressive: z.number() });
const scaleShare = z.object({ low: z.number(), high: z.number(), share: z.number(), amount: decimalOut });

const lossLimit = z.object({
  cryptoShareOfNetWorth: figure,
  worstDrawdown: figure,
  drawdownFrom: figure,
  drawdownTo: figure,
  historyFrom: figure,
  historyTo: figure,
  assumedDrawdown: z.number(),
  loss: figure,
  lossAmount: decimalOut,
  limit: z.number(),
  holds: z.boolean(),
  shareThatHolds: z.number(),
});

/** A computed plan: the answer of the API and the JSON that is stored. */
export const planResultSchema = z.object({
  catalogue: z.string(),
  stage: z.enum(STAGES),
  stageName: z.string(),
  gates: list(z.object({ gate: z.enum(['reserve', 'debt', 'horizon']), passed: z.boolean(), action: z.string().nullable(), detail: z.string() })),
  classes: perClass(z.number()),
  ranges: perClass(z.object({ low: z.number(), high: z.number() })),
  position: z.number(),
  cryptoAmount: decimalOut,
  scales: z.object({ stage: scaleShare, temperament: scaleShare, decides: z.enum(['stage', 'temperament']) }),
  tiers: z.object({ requested: perTier, applied: perTier }),
  guardrails: list(z.object({ guardrail: z.enum(GUARDRAILS), held: z.boolean(), moved: z.boolean(), lifted: z.boolean(), detail: z.string() })),
  indices: list(z.object({ slug: z.string(), name: z.string(), tier: z.enum(TIERS), weight: z.number(), amount: decimalOut })),
  stablecoinCash: z.number(),
  passedOver: list(z.object({ slug: z.string(), reason: z.string() })),
  lookThrough: list(z.object({ sector: z.string(), weight: z.number() })),
  lossLimit,
  location: list(z.object({ slug: z.string(), account: z.enum(TAX_TREATMENTS), amount: decimalOut })),
  warnings: list(z.object({ warning: z.enum(['lossLimit', 'overlap', 'stablecoinCash', 'cryptoIsZero', 'riskParity']), detail: z.string() })),
  reviewAfterMonths: z.number(),
});

/** As it is stored: with the day of the closes it was made on. */
export const storedPlanSchema = planResultSchema.extend({ day: dayOut });
export type StoredPlanResult = z.output<typeof storedPlanSchema>;
