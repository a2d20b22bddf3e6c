import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ENDPOINTS } from '@/lib/schemas/api/endpoints';
import { openApiDocument, operationId } from '@/lib/schemas/api/openapi';
import { schemaText } from '@/lib/schemas/api/schema-text';
import { apiRoutes } from '../../support/api-routes';

describe('the registry of the API', () => {
  it('holds every route file, and nothing else', () => {
    expect(apiRoutes().map((route) => route.path).sort()).toEqual([...new Set(ENDPOINTS.map((endpoint) => endpoint.path))].sort());
  });

  it('names every operation once, and its path parameters', () => {
    const ids = ENDPOINTS.map(operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const endpoint of ENDPOINTS) {
      const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const inSchema = endpoint.params === undefined ? [] : Object.keys((z.toJSONSchema(endpoint.params, { io: 'input', unrepresentable: 'any' }) as { properties: object }).properties);
      expect([endpoint.path, inSchema]).toEqual([endpoint.path, inPath]);
    }
  });

  it.each(ENDPOINTS.filter((endpoint) => endpoint.body !== undefined || endpoint.query !== undefined))('$method $path knows every field it takes', ({ body, query }) => {
    for (const schema of [body, query]) {
      if (schema === undefined) continue;
      expect(openObjects(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))).toEqual([]);
    }
  });
});

/** Places in a schema where an object would take fields that nobody declared. */
function openObjects(schema: unknown, at = 'body'): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, properties, additionalProperties } = schema as { type?: string; properties?: object; additionalProperties?: unknown };
  const open = type === 'object' && properties !== undefined && additionalProperties !== false ? [at] : [];
  return [...open, ...Object.entries(schema).flatMap(([key, value]) => openObjects(value, `${at}.${key}`))];
}

/** Whether an answer says of itself, or of its dataset, that its market is simulated. */
function marksMarket(response: z.ZodType): boolean {
  const { properties = {} } = z.toJSONSchema(response, { io: 'output', unrepresentable: 'any' }) as { properties?: Record<string, unknown> };
  return 'simulated' in properties || JSON.stringify(properties.dataset ?? {}).includes('"simulated"');
}

describe('the OpenAPI document', () => {
  const document = openApiDocument('1.2.3') as { openapi: string; paths: Record<string, Record<string, { responses: object; requestBody?: unknown; security?: unknown; parameters: { name: string; in: string; required: boolean }[] }>> };

  it('is 3.1 and describes every operation', () => {
    expect(document.openapi).toBe('3.1.0');
    for (const endpoint of ENDPOINTS) {
      const operation = document.paths[endpoint.path]?.[endpoint.method.toLowerCase()];
      expect(operation, `${endpoint.method} ${endpoint.path}`).toBeDefined();
      expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining([String(endpoint.status ?? 200), '422']));
      expect(operation?.requestBody === undefined).toBe(endpoint.body === undefined);
      expect(operation?.security === undefined).toBe(!endpoint.path.startsWith('/me/'));
      for (const parameter of operation?.parameters ?? []) expect(parameter.in !== 'path' || parameter.required).toBe(true);
    }
  });

  it('says which answers tell that their market is simulated', () => {
    const told = Object.entries(document.paths).filter(([, { get }]) => JSON.stringify(get ?? {}).includes('X-Bandwise-Simulated')).map(([path]) => path);
    expect(told).toEqual(expect.arrayContaining(['/status', '/tokens', '/tokens/{id}', '/tokens/{id}/history', '/indices', '/indices/{slug}', '/indices/{slug}/levels', '/indices/{slug}/rebalances']));
    expect(told.filter((path) => path.startsWith('/me/'))).toEqual(['/me/plan', '/me/transactions', '/me/portfolio', '/me/suggestion']);
  });

  it.each(ENDPOINTS.filter(({ response }) => marksMarket(response)))('$method $path bears the header, since its body says the same', ({ method, path }) => {
    expect(JSON.stringify(document.paths[path]?.[method.toLowerCase()]?.responses)).toContain('X-Bandwise-Simulated');
  });

  it('is plain JSON without references that lead nowhere', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']));
  });
});

describe('schemaText', () => {
  it('reads like a shape', () => {
    const schema = z.strictObject({ asset: z.string(), weight: z.number().min(0).max(1), kind: z.enum(['a', 'b']).optional(), list: z.array(z.int()).max(3), note: z.string().nullable() });
    expect(schemaText(z.toJSONSchema(schema) as Record<string, unknown>)).toBe(['{', '  asset: text', '  weight: number (≥ 0, ≤ 1)', '  kind?: "a" | "b"', '  list: [whole number] (0–3)', '  note: text | null', '}'].join('\n'));
  });
});
