import { z } from 'zod';
import { ASKED_FOR_TAGS, MINIMUM_AGE, TEMPERAMENTS } from '@/lib/domain/planning/rules';
import { MAXIMUM_AGE, planInputSchema, type ProfileAnswers } from './plan';

/** Four short steps; each can be saved alone, at any point. */
export const PROFILE_STEPS = ['you', 'safety-net', 'time', 'accounts'] as const;
export type ProfileStep = (typeof PROFILE_STEPS)[number];

export const STEP_TITLES: Readonly<Record<ProfileStep, string>> = { you: 'You', 'safety-net': 'Safety net', time: 'Time and temperament', accounts: 'Accounts' };

/** How many debts the form has room for; the API takes more. */
export const FORM_DEBTS = 3;

const MAXIMUM_HORIZON = 100;
const written = z.string().optional().transform((text) => (text === undefined || text.trim() === '' ? undefined : text.trim()));

/** “$12,500.50”, as people write it, to exact text; empty is no answer. */
const money = written.transform((text, context) => {
  const plain = text?.replace(/[$,\s]/g, '');
  if (plain === undefined || /^\d{1,15}(\.\d{1,8})?$/.test(plain)) return plain?.replace(/^0+(?=\d)/, '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  context.addIssue({ code: 'custom', message: 'Enter an amount in USD such as 12,500.' });
  return undefined;
});

function whole(low: number, high: number, message: string) {
  return written.transform((text, context) => {
    if (text === undefined) return undefined;
    const value = Number(text);
    if (/^\d{1,3}$/.test(text) && value >= low && value <= high) return value;
    context.addIssue({ code: 'custom', message });
    return undefined;
  });
}

/** “8.9” percent to 0.089. */
const percent = written.transform((text, context) => {
  if (text === undefined) return undefined;
  if (/^\d{1,3}([.,]\d{1,3})?\s*%?$/.test(text)) return Number((Number(text.replace(/[%\s]/g, '').replace(',', '.')) / 100).toFixed(6));
  context.addIssue({ code: 'custom', message: 'Enter a yearly rate such as 8.9.' });
  return undefined;
});

const ticked = z.literal('on').optional();


/** What a plan cannot do without, by step, with the words that ask for it. */
const NEEDED: Readonly<Record<ProfileStep, Readonly<Partial<Record<keyof ProfileAnswers, string>>>>> = {
  you: { age: 'Your age is needed: it decides your stage.', investable: 'What you can invest is needed; 0 is an answer.', netWorth: 'Your net worth is needed; 0 is an answer.' },
  'safety-net': { monthlyExpenses: 'Your monthly expenses are needed.', reserve: 'Your reserve is needed; 0 is an answer.', incomeStability: 'Say whether your income is stable.' },
  time: { horizonYears: 'Say when you will need this money.', temperament: 'Choose a temperament.' },
  accounts: {},
};

/** Asks for a field of a step that a plan needs, unless the step is only saved for later. */
type Need = <T extends z.ZodType>(name: keyof ProfileAnswers, schema: T) => T;

const you = (need: Need) =>
  z.object({ age: need('age', whole(MINIMUM_AGE, MAXIMUM_AGE, `Enter your age in whole years, ${MINIMUM_AGE} or more.`)), investable: need('investable', money), netWorth: need('netWorth', money) });

const safetyNet = (need: Need) =>
  z
    .object({
      monthlyExpenses: need('monthlyExpenses', money),
      reserve: need('reserve', money),
      incomeStability: need('incomeStability', z.enum(['stable', 'unstable']).optional()),
      debtBalance0: money,
      debtRate0: percent,
      debtBalance1: money,
      debtRate1: percent,
      debtBalance2: money,
      debtRate2: percent,
    })
    .transform(({ monthlyExpenses, reserve, incomeStability, ...rest }, context) => {
      const debts = [
        { balance: rest.debtBalance0, annualRate: rest.debtRate0 },
        { balance: rest.debtBalance1, annualRate: rest.debtRate1 },
        { balance: rest.debtBalance2, annualRate: rest.debtRate2 },
      ];
      for (const [i, { balance, annualRate }] of debts.entries()) {
        if (balance !== undefined && annualRate === undefined) context.addIssue({ code: 'custom', path: [`debtRate${i}`], message: 'Give the yearly rate of this debt.' });
        if (balance === undefined && annualRate !== undefined) context.addIssue({ code: 'custom', path: [`debtBalance${i}`], message: 'Give what is still owed.' });
      }
      const known = debts.flatMap(({ balance, annualRate }) => (balance === undefined || annualRate === undefined ? [] : [{ balance, annualRate }]));
      return { monthlyExpenses, reserve, incomeStability, debts: known };
    });

const time = (need: Need) =>
  z
    .object({
      horizonYears: need('horizonYears', whole(0, MAXIMUM_HORIZON, 'Enter whole years, 0 to 100.')),
      temperament: need('temperament', z.enum(TEMPERAMENTS).optional()),
      scale: z.enum(['stage', 'stricter']).optional(),
      income: ticked,
      lowEnergy: ticked,
    })
    .transform(({ income, lowEnergy, ...answers }) => ({ ...answers, include: ASKED_FOR_TAGS.filter((tag) => (tag === 'income' ? income : lowEnergy) === 'on') }));

const accounts = () => z.object({ taxFree: money, taxDeferred: money }).transform(({ taxFree, taxDeferred }) => ({ accounts: { taxFree: taxFree ?? '0', taxDeferred: taxDeferred ?? '0' } }));

const FORMS: Readonly<Record<ProfileStep, (need: Need) => z.ZodType<ProfileAnswers>>> = { you, 'safety-net': safetyNet, time, accounts };

/** The form of a step. With `complete` an empty field that a plan needs is refused; without, only what is written is checked and saved. */
export function stepSchema(step: ProfileStep, complete: boolean): z.ZodType<ProfileAnswers> {
  const form = FORMS[step]((name, schema) => (complete ? schema.refine((value) => value !== undefined, { error: NEEDED[step][name] ?? 'is needed' }) : schema));
  // A radio that nobody chose is not posted at all, and a key that is not there is not checked.
  const nothing = Object.fromEntries(Object.keys(NEEDED[step]).map((name) => [name, undefined]));
  return z.preprocess((sent) => ({ ...nothing, ...(sent as object) }), form);
}

/** The first step that a plan still lacks something of; `null` where nothing is missing. */
export function firstOpenStep(answers: ProfileAnswers | undefined): ProfileStep | null {
  if (planInputSchema.safeParse(answers).success) return null;
  return PROFILE_STEPS.find((step) => Object.keys(NEEDED[step]).some((name) => answers?.[name as keyof ProfileAnswers] === undefined)) ?? 'you';
}

const percentText = (rate: number): string => String(Number((rate * 100).toFixed(4)));

/** Saved answers as the fields of the forms. */
export function formValues(answers: ProfileAnswers | undefined): Readonly<Record<string, string>> {
  const debts = (answers?.debts ?? []).slice(0, FORM_DEBTS).flatMap(({ balance, annualRate }, i) => [[`debtBalance${i}`, balance], [`debtRate${i}`, percentText(annualRate)]]);
  const { age, investable, netWorth, monthlyExpenses, reserve, incomeStability, horizonYears, temperament, scale } = answers ?? {};
  const plain = Object.entries({ age, investable, netWorth, monthlyExpenses, reserve, incomeStability, horizonYears, temperament, scale, ...answers?.accounts });
  const tags = (answers?.include ?? []).map((tag) => [tag, 'on']);
  return Object.fromEntries([...plain.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]), ...debts, ...tags]) as Record<string, string>;
}
