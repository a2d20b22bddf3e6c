import { z } from 'zod';
import { dayOut, queryLimit, uuid } from './common';
import { defineEndpoint } from './registry';

const alert = z.object({
  id: z.uuid(),
  kind: z.enum(['drift', 'rating', 'stale', 'index', 'plan']),
  day: dayOut.meta({ description: 'The last day of the market that it was noticed on.' }),
  text: z.string(),
  href: z.string().meta({ description: 'The page that it is about.' }),
  seen: z.boolean(),
});

export const listAlertsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/me/alerts',
  tag: 'Mine',
  summary: 'What was noticed for you, the unread first, then the newest.',
  description: 'Tokens outside their bands, ratings that changed, closes that went stale, watches of your plan that fired. The same is not told again for a week.',
  query: z.strictObject({ limit: queryLimit(100) }),
  response: z.object({ alerts: z.array(alert), unseen: z.int().meta({ description: 'How many are not read, listed or not.' }) }),
});

export const seeAlertEndpoint = defineEndpoint({
  method: 'POST',
  path: '/me/alerts/{id}/seen',
  tag: 'Mine',
  summary: 'Marks an alert as read; twice is once.',
  params: z.strictObject({ id: uuid }),
  response: alert,
});
