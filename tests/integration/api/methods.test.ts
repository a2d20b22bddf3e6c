import { describe, expect, it } from 'vitest';
import type { Routes } from '@/app/api/v1/handle';
import { ENDPOINTS } from '@/lib/schemas/api/endpoints';
import { problemSchema } from '@/lib/schemas/api/problem';
import { apiRoutes, callApi } from '../../support/api-routes';

const METHODS: readonly (keyof Routes)[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const declared = (path: string): string[] => ENDPOINTS.filter((endpoint) => endpoint.path === path).map((endpoint) => endpoint.method);

describe('methods of the API', () => {
  it.each(apiRoutes())('$path refuses what is not declared, and says what is', async ({ path, load }) => {
    const routes = await load();
    expect(declared(path).length).toBeGreaterThan(0);
    for (const method of METHODS.filter((name) => !declared(path).includes(name))) {
      const response = await callApi(routes, method, path);
      expect([method, response.status, response.headers.get('content-type')]).toEqual([method, 405, 'application/problem+json']);
      expect(response.headers.get('allow')?.split(', ').sort()).toEqual(declared(path).sort());
      expect(problemSchema.parse(await response.json()).status).toBe(405);
    }
  });

  it.each(ENDPOINTS.filter(({ path }) => path.startsWith('/me/')))('$method $path asks who is there', async ({ method, path }) => {
    const routes = await apiRoutes().find((route) => route.path === path)?.load();
    expect(routes).toBeDefined();
    for (const headers of [{}, { authorization: 'Bearer bw_wrongwrongwrongwrongwrong' }, { authorization: 'Basic eDp5' }, { cookie: 'next-auth.session-token=forged' }] as Record<string, string>[]) {
      const response = await callApi(routes as Routes, method, path.replace(/\{\w+\}/, '00000000-0000-4000-8000-000000000000'), { headers, ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }) });
      expect([response.status, response.headers.get('content-type'), response.headers.get('www-authenticate')]).toEqual([401, 'application/problem+json', 'Bearer']);
    }
  });
});
