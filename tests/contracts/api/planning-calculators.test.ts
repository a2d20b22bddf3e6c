import { describe, expect, test, vi } from 'vitest';
import { POST as income } from '@/app/api/v1/income/route';
import { POST as kelly } from '@/app/api/v1/kelly/route';
import { POST as plan } from '@/app/api/v1/plan/route';
import { POST as projection } from '@/app/api/v1/projection/route';
import { POST as scenarios } from '@/app/api/v1/scenarios/route';
import { CATALOGUE, PERSON } from '../../domain/planning/fixtures';
import planVectors from '../../golden/vectors/plan.json' with { type: 'json' };
import projectionVectors from '../../golden/vectors/projection.json' with { type: 'json' };
import sizing from '../../golden/vectors/sizing.json' with { type: 'json' };

vi.mock('@/lib/services/overview/read-shell', () => ({ readShell: () => Promise.resolve({ simulated: true }) }));
vi.mock('@/lib/services/planning/load-catalogue', () => ({ loadCatalogue: () => Promise.resolve(CATALOGUE) }));

type Route = typeof plan;

async function post(route: Route, body: unknown): Promise<{ status: number; json: Record<string, unknown> }> {
  const request = new Request('http://localhost/api/v1/x', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const response = await route(request, { params: Promise.resolve({}) });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function expectRefused(route: Route, body: unknown, path: string): Promise<void> {
  const { status, json } = await post(route, body);
  expect({ status, paths: (json.errors as { path: string }[] | undefined)?.map((error) => error.path) }).toEqual({ status: 422, paths: expect.arrayContaining([path]) as string[] });
}

const sound = { age: 35, temperament: 'balanced', incomeStability: 'stable', investable: '100000', netWorth: 200000, monthlyExpenses: '1000', reserve: '12000', debts: [], horizonYears: 20 };

describe('POST /plan', () => {
  test.each(planVectors.classes)('age $age, $temperament: the five classes', async (row) => {
    const { status, json } = await post(plan, { ...sound, age: row.age, temperament: row.temperament });
    expect(status).toBe(200);
    expect(json.stage).toBe(row.stage);
    const classes = json.classes as Record<string, number>;
    for (const name of ['crypto', 'stocks', 'bonds', 'alternatives', 'cash'] as const) expect(Math.abs((classes[name] ?? NaN) - row[name])).toBeLessThan(planVectors.tolerance);
  });

  test.each(planVectors.ages as [number, string][])('age %i is %s', async (age, stage) => {
    expect((await post(plan, { ...sound, age })).json.stage).toBe(stage);
  });

  test.each(planVectors.tiers)('a split of $requested', async ({ requested, applied }) => {
    const [conservative, balanced, aggressive] = requested;
    const { json } = await post(plan, { ...sound, split: { conservative, balanced, aggressive } });
    const tiers = json.tiers as { requested: object; applied: Record<string, number> };
    expect(tiers.requested).toEqual({ conservative, balanced, aggressive });
    planVectors.tierOrder.forEach((tier, i) => expect(Math.abs((tiers.applied[tier] ?? NaN) - (applied[i] ?? NaN))).toBeLessThan(planVectors.tolerance));
  });

  test('answers the shape that is published, amounts as exact text', async () => {
    const { json } = await post(plan, PERSON);
    expect(json).toMatchObject({ catalogue: 'test-1', simulated: true, cryptoAmount: '18000', gates: [{ gate: 'reserve', passed: true, action: null }, { gate: 'debt', passed: true }, { gate: 'horizon', passed: true }] });
    expect((json.gates as { action: string }[])[1]?.action).toMatch(/^Would repaying/);
    expect((json.indices as { slug: string; weight: number }[])[0]).toMatchObject({ slug: 'bitcoin-anchor' });
  });

  test('an empty split is no split, and a lifted guardrail lets a bold one stand', async () => {
    expect((await post(plan, { ...sound, split: {} })).json.tiers).toMatchObject({ requested: { conservative: 0.5, balanced: 0.3, aggressive: 0.2 } });
    const lifted = await post(plan, { ...sound, strategy: 'barbell', liftedGuardrails: ['aggressiveMaximum'] });
    expect(lifted.json.tiers).toMatchObject({ applied: { conservative: 0.6, balanced: 0, aggressive: 0.4 } });
  });

  test.each([
    [{ age: 17 }, 'age'],
    [{ age: 35.5 }, 'age'],
    [{ age: 121 }, 'age'],
    [{ temperament: 'moderate' }, 'temperament'],
    [{ investable: '-1' }, 'investable'],
    [{ investable: '1e5' }, 'investable'],
    [{ netWorth: undefined }, 'netWorth'],
    [{ horizonYears: 101 }, 'horizonYears'],
    [{ debts: [{ balance: '-5', annualRate: 0.1 }] }, 'debts.0.balance'],
    [{ debts: [{ balance: '5', annualRate: -0.1 }] }, 'debts.0.annualRate'],
    [{ split: { conservative: 0.5, balanced: 0.3, aggressive: 0.3 } }, 'split'],
    [{ split: { conservative: 1 } }, 'split'],
    [{ strategy: 'custom' }, 'split'],
    [{ strategy: 'barbell', split: { conservative: 1, balanced: 0, aggressive: 0 } }, 'strategy'],
    [{ liftedGuardrails: ['gravity'] }, 'liftedGuardrails.0'],
    [{ indices: ['no-such-index'] }, 'indices.0'],
    [{ indices: ['ai'] }, 'indices.0'],
    [{ nickname: 'x' }, 'nickname'],
  ])('refuses %j', async (change, path) => {
    await expectRefused(plan, { ...sound, ...change }, path);
  });
});

describe('POST /projection', () => {
  test.each(projectionVectors.cases)('$initial + $monthly a month at $annualReturn for $years years', async ({ final, contributed, initial, monthly, annualReturn, years }) => {
    const { json } = await post(projection, { initial, monthly, annualReturn, years });
    expect(Math.abs(Number(json.final) - final)).toBeLessThanOrEqual(projectionVectors.tolerance);
    expect(Number(json.contributed)).toBe(contributed);
    expect(json.byYear).toHaveLength(years);
  });

  test.each([[{ years: 0 }, 'years'], [{ years: 1.5 }, 'years'], [{ years: 101 }, 'years'], [{ initial: -1 }, 'initial'], [{ annualReturn: -1.1 }, 'annualReturn'], [{ annualReturn: '0.4' }, 'annualReturn'], [{ seed: 1 }, 'seed']])('refuses %j', async (change, path) => {
    await expectRefused(projection, { initial: 1, monthly: 1, annualReturn: 0.1, years: 1, ...change }, path);
  });

  test('a hundred years at the highest rate still answers in plain digits', async () => {
    const { status, json } = await post(projection, { initial: '1', monthly: '0', annualReturn: 100, years: 100 });
    expect(status).toBe(200);
    expect(json.final).toMatch(/^\d+$/);
  });
});

describe('POST /scenarios', () => {
  test('the worked numbers', async () => {
    const { totalCap, bear, base, bull, ...input } = sizing.scenario;
    const { json } = await post(scenarios, input);
    const rows = json as unknown as { totalCap: number; bear: number; base: number; bull: number }[];
    expect(rows.map((row) => row.totalCap)).toEqual([totalCap, 16e12, 23e12, 31e12]);
    expect(Math.max(Math.abs((rows[0]?.bear ?? NaN) - bear), Math.abs((rows[0]?.base ?? NaN) - base), Math.abs((rows[0]?.bull ?? NaN) - bull))).toBeLessThan(sizing.tolerance);
  });

  test('money and units as texts are the same as exact numbers', async () => {
    const texts = { circulatingSupply: '3500000000', totalMarketCap: '4000000000000.00', marketCap: '12000000000' };
    const { status, json } = await post(scenarios, { ...texts, inflationRate: 0, years: 0 });
    expect([status, json]).toEqual([200, (await post(scenarios, { circulatingSupply: 3.5e9, totalMarketCap: 4e12, marketCap: 12e9, inflationRate: 0, years: 0 })).json]);
  });

  test.each([[{ circulatingSupply: 0 }, 'circulatingSupply'], [{ totalMarketCap: '-1' }, 'totalMarketCap'], [{ marketCap: '1e9' }, 'marketCap'], [{ marketCap: 9e15 }, 'marketCap'], [{ inflationRate: -1 }, 'inflationRate'], [{ years: -1 }, 'years']])('refuses %j', async (change, path) => {
    await expectRefused(scenarios, { circulatingSupply: 1, totalMarketCap: 4e12, marketCap: 1e9, inflationRate: 0, years: 1, ...change }, path);
  });
});

describe('POST /income', () => {
  const source = { kind: 'staking', weight: 1, nominalYield: 0.12, userPaidYield: 0.06, inflationRate: 0.08, ageDays: 900, audited: true, tvl: 50_000_000 };
  test.each(sizing.income)('$annualIncome a year from $capital', async ({ capital, annualIncome, requiredYield, sustainable }) => {
    const { json } = await post(income, { capital, annualIncome, sources: [] });
    expect(Math.abs((json.requiredYield as number) - requiredYield)).toBeLessThanOrEqual(sizing.tolerance);
    expect(json).toMatchObject({ sustainable, sources: [], blended: { nominal: null, real: null } });
  });

  test('screens each source with its reasons and blends what is kept', async () => {
    const { json } = await post(income, { capital: '1000', sources: [{ ...source, weight: 0.5 }, { ...source, weight: 0.5, nominalYield: 1.5, userPaidYield: 1.5, audited: false }] });
    expect(json).toMatchObject({ sustainable: true, withdrawal: '40', blended: { nominal: 0.12 }, sources: [{ kept: true, reasons: [] }, { kept: false }] });
    expect((json.sources as { reasons: string[] }[])[1]?.reasons).toHaveLength(2);
    expect(Math.abs((json.blended as { real: number }).real - sizing.realYield.real)).toBeLessThan(sizing.tolerance);
  });

  test.each([
    [{ capital: '0' }, 'capital'],
    [{ sources: [{ ...source, weight: 0.5 }] }, 'sources'],
    [{ sources: [{ ...source, kind: 'hope' }] }, 'sources.0.kind'],
    [{ sources: [{ ...source, userPaidYield: 0.2 }] }, 'sources.0.userPaidYield'],
    [{ withdrawalRate: 1.5 }, 'withdrawalRate'],
  ])('refuses %j', async (change, path) => {
    await expectRefused(income, { capital: '1000', sources: [], ...change }, path);
  });
});

describe('POST /kelly', () => {
  test.each(sizing.kelly)('win $winProbability at $odds', async ({ winProbability, odds, fraction, half }) => {
    const { json } = await post(kelly, { winProbability, odds });
    expect(json).toEqual({ fraction: expect.closeTo(fraction, 12) as number, half: expect.closeTo(half, 12) as number });
  });
  test.each(sizing.leverage)('$leverage × is gone at $liquidationMove', async ({ leverage, liquidationMove }) => {
    expect((await post(kelly, { winProbability: 0.5, odds: 1, leverage })).json.liquidationMove).toBe(liquidationMove);
  });
  test.each([[{ winProbability: 1.1 }, 'winProbability'], [{ odds: 0 }, 'odds'], [{ leverage: 0.5 }, 'leverage']])('refuses %j', async (change, path) => {
    await expectRefused(kelly, { winProbability: 0.5, odds: 1, ...change }, path);
  });
});
