import { z } from 'zod';
import { keyNameSchema } from '../account';
import { planInputSchema, profileAnswersSchema, storedPlanSchema } from '../plan';
import { dayOut, uuid } from './common';
import { defineEndpoint } from './registry';

const instant = z.iso.datetime();

const profile = z.object({
  version: z.int().meta({ description: '0 before the first answer; every change is a version.' }),
  answers: profileAnswersSchema,
  complete: z.boolean().meta({ description: 'Whether the answers suffice for a plan.' }),
  savedAt: instant.nullable(),
});

export const readProfileEndpoint = defineEndpoint({ method: 'GET', path: '/me/profile', tag: 'Mine', summary: 'Your answers.', response: profile });

export const saveProfileEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/me/profile',
  tag: 'Mine',
  summary: 'Replaces your answers; a plan is made once they suffice.',
  body: profileAnswersSchema,
  response: profile,
});

export const myPlanEndpoint = defineEndpoint({
  method: 'GET',
  path: '/me/plan',
  tag: 'Mine',
  summary: 'Your newest plan with the answers that made it; 404 before the first.',
  mayBeMissing: true,
  response: z.object({ version: z.int(), savedAt: instant, reviewDay: dayOut, answers: planInputSchema, result: storedPlanSchema, simulated: z.boolean().meta({ description: 'Whether the market that it was made on is a simulated one.' }) }),
  ofMarket: true,
});

const key = z.object({ id: z.uuid(), name: z.string(), prefix: z.string(), createdAt: instant, lastUsedAt: instant.nullable(), revokedAt: instant.nullable() });

export const listKeysEndpoint = defineEndpoint({ method: 'GET', path: '/me/keys', tag: 'Mine', summary: 'Your API keys by name and first characters.', response: z.object({ keys: z.array(key) }) });

export const createKeyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/me/keys',
  tag: 'Mine',
  summary: 'Makes an API key, shown this once. By session only: a key cannot make keys.',
  body: z.strictObject(keyNameSchema.shape),
  response: key.extend({ key: z.string() }),
  status: 201,
});

export const revokeKeyEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/me/keys/{id}',
  tag: 'Mine',
  summary: 'Revokes an API key for good.',
  params: z.strictObject({ id: uuid }),
  response: z.object({ id: z.uuid(), revoked: z.literal(true) }),
});
