import { describe, expect, test } from 'vitest';
import { planInputSchema, type PlanAnswers } from '@/lib/schemas/plan';
import { splitFormSchema } from '@/lib/schemas/plan-change';
import { firstOpenStep, formValues, stepSchema } from '@/lib/schemas/profile-form';
import { readWhatIf, whatIfValues } from '@/lib/schemas/what-if';
import { PERSON } from '../domain/planning/fixtures';

const saved = planInputSchema.parse(PERSON);
const messages = (step: Parameters<typeof stepSchema>[0], form: object, complete = true) =>
  Object.fromEntries((stepSchema(step, complete).safeParse(form).error?.issues ?? []).map((issue) => [String(issue.path[0]), issue.message]));

describe('steps of the profile', () => {
  test('read what people write', () => {
    expect(stepSchema('you', true).parse({ age: '38', investable: '$120,000.50', netWorth: '0310000' })).toEqual({ age: 38, investable: '120000.5', netWorth: '310000' });
    expect(stepSchema('safety-net', true).parse({ monthlyExpenses: '2900', reserve: '0', incomeStability: 'stable', debtBalance1: '4,800', debtRate1: '8,9 %' })).toEqual({
      monthlyExpenses: '2900', reserve: '0', incomeStability: 'stable', debts: [{ balance: '4800', annualRate: 0.089 }],
    });
    expect(stepSchema('accounts', true).parse({ taxFree: '', taxDeferred: '10' })).toEqual({ accounts: { taxFree: '0', taxDeferred: '10' } });
  });

  test('say everything that is wrong at once, beside its field', () => {
    expect(messages('you', { age: '17', investable: 'lots', netWorth: '' })).toEqual({
      age: 'Enter your age in whole years, 18 or more.', investable: 'Enter an amount in USD such as 12,500.', netWorth: 'Your net worth is needed; 0 is an answer.',
    });
    expect(messages('safety-net', { monthlyExpenses: '1', reserve: '1', incomeStability: 'stable', debtBalance0: '5' })).toEqual({ debtRate0: 'Give the yearly rate of this debt.' });
    expect(messages('time', { horizonYears: '12.5' })).toEqual({ horizonYears: 'Enter whole years, 0 to 100.', temperament: 'Choose a temperament.' });
  });

  test('saved for later, empty fields are no mistake but wrong ones are', () => {
    expect(messages('you', { age: '' }, false)).toEqual({});
    expect(messages('you', { age: 'x' }, false)).toHaveProperty('age');
  });

  test('the open step is the first that lacks something', () => {
    expect(firstOpenStep(undefined)).toBe('you');
    expect(firstOpenStep({ age: 38, investable: '1', netWorth: '1' })).toBe('safety-net');
    expect(firstOpenStep(saved)).toBeNull();
  });

  test('saved answers fill the fields and read back the same', () => {
    const values = formValues({ ...saved, include: ['income'], accounts: { taxFree: '5', taxDeferred: '0' } });
    expect(values).toMatchObject({ age: '38', debtRate0: '8.9', income: 'on', taxFree: '5' });
    expect(stepSchema('safety-net', true).parse(values).debts).toEqual(saved.debts);
  });
});

describe('another split', () => {
  test('by name, by own shares, and back to the temperament', () => {
    expect(splitFormSchema.parse({ strategy: 'barbell', conservative: '99' })).toEqual({ strategy: 'barbell', split: undefined });
    expect(splitFormSchema.parse({ strategy: 'temperament' })).toEqual({ strategy: undefined, split: undefined });
    expect(splitFormSchema.parse({ strategy: 'custom', conservative: '50', balanced: '25,5', aggressive: '24.5' })).toEqual({ strategy: 'custom', split: { conservative: 0.5, balanced: 0.255, aggressive: 0.245 } });
  });
  test('shares that do not sum to 100 are refused beside the field', () => {
    const result = splitFormSchema.safeParse({ strategy: 'custom', conservative: '50', balanced: '25', aggressive: '26' });
    expect(result.error?.issues).toMatchObject([{ path: ['conservative'], message: 'The three must sum to 100.' }]);
  });
});

describe('a look at another answer', () => {
  const read = (changes: Readonly<Record<string, unknown>>, from: PlanAnswers = saved) => readWhatIf(from, whatIfValues(from, changes));
  test('nothing changed reads back the saved answers', () => {
    expect(read({})).toEqual({ answers: { ...saved, scale: 'stage', split: undefined, strategy: undefined }, errors: {} });
  });
  test('a changed answer takes its place; a wrong one keeps the saved and says why', () => {
    expect(read({ age: '52', reserve: '-1' })).toMatchObject({ answers: { age: 52, reserve: '20300' }, errors: { reserve: 'Enter an amount in USD such as 12,500.' } });
    expect(read({ age: '' })).toMatchObject({ answers: { age: 38 }, errors: { age: 'An answer is needed.' } });
  });
  test('debts repaid leave less to invest', () => {
    expect(read({ debts: 'repay' }).answers).toMatchObject({ debts: [], investable: '115200', netWorth: '310000' });
    expect(read({ debts: 'repay', investable: '1000' }).answers.investable).toBe('0');
  });
  test('an own split stays until another is named', () => {
    const own: PlanAnswers = { ...saved, split: { conservative: 1, balanced: 0, aggressive: 0 } };
    expect(read({}, own).answers.split).toEqual(own.split);
    expect(read({ strategy: 'barbell' }, own).answers).toMatchObject({ strategy: 'barbell', split: undefined });
  });
});
