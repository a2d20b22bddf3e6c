import { z } from 'zod';
import { ENDPOINTS } from './endpoints';
import { PROBLEM_TITLES, problemSchema, type ProblemStatus } from './problem';
import { isAboutMarket, isPersonal, SIMULATED_HEADER, type Endpoint } from './registry';

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document, made from the schemas that validate the requests. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of ENDPOINTS) (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint);
  return {
    openapi: '3.1.0',
    info: { title: 'Bandwise API', version, description: 'Fractions for weights, rates and returns; exact decimals as strings for money and quantities; days as YYYY-MM-DD. Errors are problem documents (RFC 9457).' },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(ENDPOINTS.map((endpoint) => endpoint.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A personal API key from the settings page.' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
      },
    },
  };
}

function operation(endpoint: Endpoint): Json {
  const { tag, summary, description, body, response, status = 200 } = endpoint;
  return {
    operationId: operationId(endpoint),
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(isPersonal(endpoint) ? { security: [{ apiKey: [] }, { session: [] }] } : {}),
    parameters: [...parameters('path', endpoint.params), ...parameters('query', endpoint.query), ...(endpoint.idempotent === true ? [IDEMPOTENCY] : [])],
    ...(body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } } }),
    responses: {
      [status]: { description: 'Success', ...(isAboutMarket(endpoint) ? { headers: { [SIMULATED_HEADER]: SIMULATED } } : {}), content: { 'application/json': { schema: jsonSchema(response, 'output') } } },
      ...Object.fromEntries(problemsOf(endpoint).map((code) => [code, { description: PROBLEM_TITLES[code], content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }])),
    },
  };
}

const SIMULATED: Json = { description: 'Sent only where the market behind the answer is simulated, not real.', schema: { type: 'string', const: 'true' } };

const IDEMPOTENCY: Json = { name: 'Idempotency-Key', in: 'header', required: false, description: 'The same key with the same body gives the same answer and has one effect.', schema: { type: 'string', minLength: 1, maxLength: 128 } };

/** Example: `GET /tokens/{id}/history` is `getTokensIdHistory`. */
export function operationId({ method, path }: Pick<Endpoint, 'method' | 'path'>): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** The statuses of failure an operation can have; 503 is any's, where too much is asked at once or the database does not answer. */
export function problemsOf(endpoint: Endpoint): ProblemStatus[] {
  const codes: ProblemStatus[] = [422, 503];
  if (endpoint.params !== undefined || endpoint.mayBeMissing === true) codes.push(404);
  if (endpoint.body !== undefined) codes.push(400, 413, 415);
  if (isPersonal(endpoint)) codes.push(401, 429, ...(endpoint.method === 'GET' ? [] : ([403, 409] as const)));
  return codes.sort((a, b) => a - b);
}

function parameters(where: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties = {} } = jsonSchema(schema, 'output') as { properties?: Record<string, Json> };
  const needed = new Set(((jsonSchema(schema, 'input') as { required?: string[] }).required) ?? []);
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    return { name, in: where, required: where === 'path' || needed.has(name), ...(typeof description === 'string' ? { description } : {}), schema: rest };
  });
}

/** JSON Schema of a zod schema; what a transform gives is described by what it takes. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any', override: describePipe(io) });
  return rest;
}

function describePipe(io: 'input' | 'output') {
  return ({ zodSchema, jsonSchema: json }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
    const { def } = zodSchema._zod;
    if (io !== 'output' || def.type !== 'pipe' || def.out._zod.def.type !== 'transform') return;
    Object.assign(json, z.toJSONSchema(def.in as z.core.$ZodTypes, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' }));
    delete json.$schema;
  };
}
