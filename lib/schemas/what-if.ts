import { dec, decText, maxDec, sumDec, ZERO } from '@/lib/domain/foundation/decimal';
import { STRATEGIES, type Strategy } from '@/lib/domain/planning/rules';
import type { PlanAnswers } from './plan';
import { formValues, stepSchema, type ProfileStep } from './profile-form';

/** The answers that can be changed for a look, as fields of a form. */
export const WHAT_IF_FIELDS = ['age', 'temperament', 'incomeStability', 'horizonYears', 'investable', 'netWorth', 'monthlyExpenses', 'reserve', 'scale', 'strategy', 'debts'] as const;
export type WhatIfField = (typeof WHAT_IF_FIELDS)[number];
export type WhatIfValues = Readonly<Record<WhatIfField, string>>;

const FIELDS_OF: Readonly<Partial<Record<ProfileStep, readonly WhatIfField[]>>> = {
  you: ['age', 'investable', 'netWorth'],
  'safety-net': ['incomeStability', 'monthlyExpenses', 'reserve'],
  time: ['temperament', 'horizonYears', 'scale'],
};

/** The saved answers as fields, with what a query or a form says in their place. */
export function whatIfValues(saved: PlanAnswers, sent: Readonly<Record<string, unknown>>): WhatIfValues {
  const plain = formValues(saved);
  const strategy = saved.split === undefined ? (saved.strategy ?? 'temperament') : 'custom';
  const defaults: Readonly<Record<string, string>> = { scale: 'stage', debts: 'keep', ...plain, strategy };
  return Object.fromEntries(WHAT_IF_FIELDS.map((name) => [name, typeof sent[name] === 'string' ? sent[name] : (defaults[name] ?? '')])) as Record<WhatIfField, string>;
}

export interface WhatIfRead {
  readonly answers: PlanAnswers;
  readonly errors: Readonly<Record<string, string>>;
}

/** The saved answers with the changed ones in their place; a field that is wrong keeps the saved answer and says why. */
export function readWhatIf(saved: PlanAnswers, values: WhatIfValues): WhatIfRead {
  let answers: PlanAnswers = saved;
  const errors: Record<string, string> = {};
  for (const [step, fields] of Object.entries(FIELDS_OF) as [ProfileStep, readonly WhatIfField[]][]) {
    for (const field of fields) {
      const parsed = stepSchema(step, false).safeParse({ [field]: values[field] });
      const value = parsed.success ? parsed.data[field as keyof PlanAnswers] : undefined;
      if (value === undefined) errors[field] = parsed.error?.issues[0]?.message ?? 'An answer is needed.';
      else answers = { ...answers, [field]: value };
    }
  }
  const chosen = { ...answers, ...splitOf(saved, values.strategy) };
  return { answers: values.debts === 'repay' ? repaid(chosen) : chosen, errors };
}

/** All debts repaid from what could be invested; net worth stays, since both sides shrink alike. */
function repaid(answers: PlanAnswers): PlanAnswers {
  const owed = sumDec(answers.debts.map((debt) => dec(debt.balance)));
  return { ...answers, debts: [], investable: decText(maxDec(ZERO, dec(answers.investable).minus(owed))) };
}

function splitOf(saved: PlanAnswers, name: string): Pick<PlanAnswers, 'split' | 'strategy'> {
  const strategy = STRATEGIES.find((candidate): candidate is Strategy => candidate === name);
  if (strategy === 'custom') return { split: saved.split, strategy: saved.strategy };
  return { split: undefined, strategy };
}
