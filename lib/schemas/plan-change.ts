import { z } from 'zod';
import { GUARDRAILS, STRATEGIES, TIERS } from '@/lib/domain/planning/rules';
import type { ProfileAnswers } from './plan';
import { SIMPLE_TARGETS_RANGE } from './settings';

const percent = z
  .string()
  .trim()
  .regex(/^\d{1,3}([.,]\d{1,2})?$/, { error: 'Enter a percentage.' })
  .transform((text) => Number((Number(text.replace(',', '.')) / 100).toFixed(6)))
  .pipe(z.number().max(1, { error: 'At most 100.' }));

const customSplit = z
  .object({ strategy: z.literal('custom'), conservative: percent, balanced: percent, aggressive: percent })
  .refine((split) => Math.abs(TIERS.reduce((total, tier) => total + split[tier], 0) - 1) < 1e-6, { path: ['conservative'], error: 'The three must sum to 100.' })
  .transform(({ strategy, ...split }): ProfileAnswers => ({ strategy, split }));

const named = z
  .object({ strategy: z.enum(['temperament', ...STRATEGIES.filter((name) => name !== 'custom')]) })
  .transform(({ strategy }): ProfileAnswers => ({ strategy: strategy === 'temperament' ? undefined : strategy, split: undefined }));

/** How crypto is split over the tiers: by a name, or by own shares. */
export const splitFormSchema = z.looseObject({ strategy: z.string() }).transform((form, context): ProfileAnswers => {
  const parsed = (form.strategy === 'custom' ? customSplit : named).safeParse(form);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
  return z.NEVER;
});

export const scaleFormSchema = z.object({ scale: z.enum(['stage', 'stricter']) });

/** A guardrail by name, and whether it is lifted from now on. */
export const guardrailFormSchema = z.object({ guardrail: z.enum(GUARDRAILS), lift: z.enum(['yes', 'no']) });

export const simpleTargetsFormSchema = z
  .object({ targets: z.enum(['all', 'simple']), simple: z.coerce.number<string>().int().min(SIMPLE_TARGETS_RANGE.min).max(SIMPLE_TARGETS_RANGE.max).catch(SIMPLE_TARGETS_RANGE.usual) })
  .transform(({ targets, simple }) => ({ simple: targets === 'all' ? null : simple }));
