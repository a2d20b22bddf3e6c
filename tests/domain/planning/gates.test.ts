import { describe, expect, test } from 'vitest';
import { checkGates } from '@/lib/domain/planning/gates';
import { PERSON } from './fixtures';

const gate = (name: string, change: Partial<typeof PERSON>) => {
  const found = checkGates({ ...PERSON, ...change }).find((candidate) => candidate.gate === name);
  if (found === undefined) throw new Error(`no gate ${name}`);
  return found;
};

describe('gates (Rule 7.1)', () => {
  test('stand in order', () => {
    expect(checkGates(PERSON).map((result) => result.gate)).toEqual(['reserve', 'debt', 'horizon']);
  });

  test.each([
    ['17399.99', false, 'Put $0 more into the reserve first: 6 months are $17,400. Until then crypto is 0.'],
    ['17400', true, null],
    ['20300', true, null],
    ['0', false, 'Put $17,400 more into the reserve first: 6 months are $17,400. Until then crypto is 0.'],
  ])('a reserve of %s at 2,900 a month', (reserve, passed, action) => {
    expect(gate('reserve', { reserve })).toMatchObject({ passed, action });
  });

  test('says the months it covers', () => {
    expect(gate('reserve', {}).detail).toBe('$20,300 covers 7.0 months at $2,900 a month. The range is 6 to 12 months.');
  });

  test('without expenses any reserve is enough', () => {
    expect(gate('reserve', { monthlyExpenses: '0', reserve: '0' })).toMatchObject({ passed: true, action: null });
  });

  test.each([
    [0.05, true, null],
    [0.0501, true, 'Note: repaying the $1,000 saves $50 a year, certain.'],
    [0.08, true, 'Note: repaying the $1,000 saves $80 a year, certain.'],
    [0.0801, true, 'Would repaying be the better use of the first $1,000? It saves $80 a year, certain.'],
    [0.1, true, 'Would repaying be the better use of the first $1,000? It saves $100 a year, certain.'],
    [0.1001, false, 'Repay the $1,000 first: it costs $100 a year, certain. Until then crypto is 0.'],
  ])('debt at %d', (annualRate, passed, action) => {
    expect(gate('debt', { debts: [{ balance: '1000', annualRate }] })).toMatchObject({ passed, action });
  });

  test('the dearest debt decides, and only what is still owed', () => {
    const debts = [{ balance: '0', annualRate: 0.3 }, { balance: '500', annualRate: 0.04 }, { balance: '4800', annualRate: 0.089 }];
    expect(gate('debt', { debts }).action).toBe('Would repaying be the better use of the first $4,800? It saves $427 a year, certain.');
    expect(gate('debt', { debts: [] })).toMatchObject({ passed: true, action: null, detail: 'Nothing is owed.' });
  });

  test.each([
    [2.9, false, 'Keep money that is needed within 3 years in cash and short bonds. Until then crypto is 0.'],
    [3, true, 'Crypto takes the low end of its range until the horizon is 5 years or more.'],
    [5, true, null],
  ])('a horizon of %d years', (horizonYears, passed, action) => {
    expect(gate('horizon', { horizonYears })).toMatchObject({ passed, action });
  });
});
