import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Routes } from '@/app/api/v1/handle';
import { pool } from '@/lib/data/pool';
import { ENDPOINTS } from '@/lib/schemas/api/endpoints';
import { problemsOf } from '@/lib/schemas/api/openapi';
import { problemSchema } from '@/lib/schemas/api/problem';
import type { Endpoint } from '@/lib/schemas/api/registry';
import { apiRoutes, callApi } from '../../support/api-routes';
import { newPerson } from '../../support/people';
import { nearly } from '../../support/schema-arbitrary';

const RUNS = 200;
const TEXT_RUNS = 60;
const SECONDS = 5;

let headers: Readonly<Record<string, string>> = {};
const routesOf = new Map<string, Routes>();

beforeAll(async () => {
  headers = (await newPerson()).headers;
  for (const route of apiRoutes()) routesOf.set(route.path, await route.load());
});

beforeEach(() => pool.query('delete from rate_limit'));

const inputSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
const credentials = (endpoint: Endpoint) => (endpoint.path.startsWith('/me/') ? headers : {});

/** Whatever is sent: an answer of the declared kind or a problem that names its fields, soon, and never an error of ours. */
async function expectAnswerOrProblem(endpoint: Endpoint, url: string, body: string | undefined, params: Record<string, string>): Promise<number> {
  const routes = routesOf.get(endpoint.path);
  expect(routes).toBeDefined();
  const from = performance.now();
  const response = await callApi(routes as Routes, endpoint.method, url, { headers: credentials(endpoint), params, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  const said = `${endpoint.method} ${url} ${(body ?? '').slice(0, 2000)} → ${response.status} ${text.slice(0, 500)}`;
  expect(response.status, said).not.toBe(500);
  expect((performance.now() - from) / 1000, said).toBeLessThan(SECONDS);
  if (response.ok) {
    expect(response.headers.get('content-type'), said).toBe('application/json');
    JSON.parse(text);
  } else {
    expect(response.headers.get('content-type'), said).toBe('application/problem+json');
    const problem = problemSchema.parse(JSON.parse(text));
    expect(problem.status).toBe(response.status);
    expect(problemsOf(endpoint), `${said} is documented`).toContain(response.status);
    if (response.status === 422) expect(problem.errors?.length, said).toBeGreaterThan(0);
  }
  return response.status;
}

describe.each(ENDPOINTS.filter((endpoint) => endpoint.body !== undefined))('$method $path', (endpoint) => {
  const params = Object.fromEntries([...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => [match[1] ?? '', '00000000-0000-4000-8000-000000000000']));

  it('answers or refuses whatever is shaped almost right', async () => {
    const body = inputSchema(endpoint.body as z.ZodType);
    await fc.assert(fc.asyncProperty(nearly(body), async (value) => {
      await expectAnswerOrProblem(endpoint, endpoint.path, JSON.stringify(value) ?? '', params);
    }), { numRuns: RUNS, seed: 11 });
  });

  it('refuses any other JSON, and any text', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.constantFrom('', '{', '[]', 'null', '1', '"x"', 'NaN', '{"a":1,"a":2}')), async (text) => {
      await expectAnswerOrProblem(endpoint, endpoint.path, text, params);
    }), { numRuns: TEXT_RUNS, seed: 12 });
  });
});

const WORDS = ['', '0', '1', '500', '501', '-1', '1.5', 'x', 'bitcoin', 'large-cap-10', '2021-02-30', '2021-12-30', '2015-01-01', '0001-01-01', '9999-12-31', 'desc', 'conservative', 'marketCap', '%00', '\u0000', '\ud800', '<b>', "' or 1=1", 'é', 'x'.repeat(3000), '00000000-0000-4000-8000-000000000000', '__proto__'];

describe.each(ENDPOINTS.filter((endpoint) => endpoint.method === 'GET' || endpoint.params !== undefined))('$method $path', (endpoint) => {
  const names = endpoint.query === undefined ? [] : Object.keys((inputSchema(endpoint.query).properties ?? {}) as object);
  const paths = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const word = fc.constantFrom(...WORDS);

  it('answers or refuses any address', async () => {
    const query = fc.array(fc.tuple(fc.constantFrom(...names, 'surprise'), word), { maxLength: 3 });
    await fc.assert(fc.asyncProperty(query, fc.record(Object.fromEntries(paths.map((name) => [name, word]))), async (pairs, params) => {
      const search = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
      await expectAnswerOrProblem(endpoint, `${endpoint.path}?${search.toString()}`, endpoint.body === undefined ? undefined : '{}', params as Record<string, string>);
    }), { numRuns: 80, seed: 13 });
  });
});
