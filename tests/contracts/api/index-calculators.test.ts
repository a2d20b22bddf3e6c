import { describe, expect, test } from 'vitest';
import { POST as metrics } from '@/app/api/v1/metrics/route';
import { POST as weights } from '@/app/api/v1/weights/route';
import golden from '../../golden/metrics.json' with { type: 'json' };
import metricsVectors from '../../golden/vectors/metrics.json' with { type: 'json' };
import weightVectors from '../../golden/vectors/weights.json' with { type: 'json' };

type Route = typeof weights;

async function post(route: Route, body: unknown): Promise<{ status: number; json: Record<string, unknown> }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request('http://localhost/api/v1/x', { method: 'POST', headers: { 'content-type': 'application/json' }, body: text });
  const response = await route(request, { params: Promise.resolve({}) });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function expectRefused(route: Route, body: unknown, path: string): Promise<void> {
  const { status, json } = await post(route, body);
  expect({ status, paths: (json.errors as { path: string }[] | undefined)?.map((error) => error.path) }).toEqual({ status: 422, paths: expect.arrayContaining([path]) as string[] });
}

function expectNear(found: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(tolerance));
}

const assets = ['a', 'b', 'c', 'd'];
const weightList = (json: Record<string, unknown>): number[] => (json.weights as { weight: number }[]).map(({ weight }) => weight);

describe('POST /weights', () => {
  test.each([
    ['equalRisk', weightVectors.equalRisk],
    ['inverseVolatility', weightVectors.inverseVolatility],
    ['minVariance', weightVectors.minVarianceLongOnly],
  ] as const)('repeats the worked example of %s', async (method, expected) => {
    const { status, json } = await post(weights, { method, assets, covariance: weightVectors.covariance });
    expect(status).toBe(200);
    expectNear(weightList(json), expected, weightVectors.tolerance);
    expect(json.cash).toBe(0);
    if (method === 'equalRisk') expectNear(json.riskContributions as number[], weightVectors.riskContributions, weightVectors.tolerance);
  });

  test.each(weightVectors.capping)('caps at $maxWeight', async ({ marketCaps, maxWeight, weights: expected, cash }) => {
    const { json } = await post(weights, { method: 'cap', assets: marketCaps.map((cap) => `x${cap}`), marketCaps, maxWeight });
    expectNear(weightList(json), expected, weightVectors.tolerance);
    expect(Math.abs((json.cash as number) - cash)).toBeLessThan(weightVectors.tolerance);
  });

  test.each<[string, unknown, string]>([
    ['an unknown field', { method: 'equal', assets, maxWeigth: 0.3 }, 'maxWeigth'],
    ['an asset twice', { method: 'equal', assets: ['a', 'a'] }, 'assets'],
    ['no assets', { method: 'equal', assets: [] }, 'assets'],
    ['an unknown method', { method: 'best', assets }, 'method'],
    ['a negative cap', { method: 'cap', assets: ['a'], marketCaps: [-1] }, 'marketCaps.0'],
    ['too few caps', { method: 'cap', assets, marketCaps: [1] }, 'marketCaps'],
    ['floors above 1', { method: 'equal', assets, minWeight: 0.3 }, 'minWeight'],
    ['a cap above 1', { method: 'equal', assets, maxWeight: 1.2 }, 'maxWeight'],
    ['a covariance that is not symmetric', { method: 'equalRisk', assets: ['a', 'b'], covariance: [[1, 0.5], [0, 1]] }, 'covariance'],
    ['a covariance that is not semidefinite', { method: 'minVariance', assets: ['a', 'b'], covariance: [[1, 2], [2, 1]] }, 'covariance'],
    ['a covariance that is not square', { method: 'minVariance', assets: ['a', 'b'], covariance: [[1], [2]] }, 'covariance'],
    ['volatility 0', { method: 'inverseVolatility', assets: ['a'], volatilities: [0] }, 'volatilities.0'],
  ])('refuses %s', async (_, body, path) => {
    await expectRefused(weights, body, path);
  });

  test('answers the same bytes twice, and 500 assets in time', async () => {
    const many = Array.from({ length: 500 }, (_, i) => `x${i}`);
    const body = { method: 'sqrtCap', assets: many, marketCaps: many.map((_, i) => 1e12 / (i + 1)), maxWeight: 0.02 };
    const [one, two] = await Promise.all([post(weights, body), post(weights, body)]);
    expect(one).toEqual(two);
    expect(weightList(one.json).reduce((sum, weight) => sum + weight, one.json.cash as number)).toBeCloseTo(1, 9);
  });
});

describe('POST /metrics', () => {
  test('repeats the worked example', async () => {
    const { levels, periodsPerYear, riskFreeRate, tolerance } = metricsVectors;
    const { status, json } = await post(metrics, { levels, periodsPerYear, riskFreeRate });
    expect(status).toBe(200);
    for (const figure of ['totalReturn', 'cagr', 'volatility', 'sharpe', 'sortino', 'maxDrawdown', 'maxDrawdownStart', 'maxDrawdownEnd'] as const) expect(Math.abs((json[figure] as number) - metricsVectors[figure]), figure).toBeLessThan(tolerance);
    expect(json).not.toHaveProperty('beta');
  });

  test.each(golden.cases)('agrees with an independent implementation ($periodsPerYear periods a year)', async ({ levels, benchmark, riskFreeRate, periodsPerYear, metrics: expected }) => {
    const { json } = await post(metrics, { levels, benchmark, riskFreeRate, periodsPerYear });
    for (const [figure, value] of Object.entries(expected)) {
      if (value === null) expect(json[figure], figure).toBeNull();
      else expect(Math.abs((json[figure] as number) - value), figure).toBeLessThan(golden.tolerance);
    }
  });

  test.each<[string, unknown, string]>([
    ['one level', { levels: [1] }, 'levels'],
    ['a level of 0', { levels: [1, 0] }, 'levels.1'],
    ['text', { levels: [1, '2'] }, 'levels.1'],
    ['a benchmark of another length', { levels: [1, 2], benchmark: [1, 2, 3] }, 'benchmark'],
    ['an unknown field', { levels: [1, 2], rate: 0 }, 'rate'],
    ['a rate of −100 %', { levels: [1, 2], riskFreeRate: -1 }, 'riskFreeRate'],
    ['no periods', { levels: [1, 2], periodsPerYear: 0 }, 'periodsPerYear'],
    ['too many levels', { levels: Array.from({ length: 50_001 }, () => 1) }, 'levels'],
  ])('refuses %s', async (_, body, path) => {
    await expectRefused(metrics, body, path);
  });

  test('leaves a figure that does not exist null', async () => {
    const { json } = await post(metrics, { levels: [100, 100] });
    expect(json).toMatchObject({ totalReturn: 0, volatility: null, sharpe: null, maxDrawdown: 0, maxDrawdownStart: null, calmar: null });
    const { status } = await post(metrics, { levels: [1e-300, 1e300, 1e-300] });
    expect(status).toBe(200);
  });
});
