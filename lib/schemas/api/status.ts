import { z } from 'zod';
import { dayOut } from './common';
import { defineEndpoint } from './registry';

const moment = z.string().meta({ format: 'date-time' }).nullable();
const count = z.int().min(0);

const dataset = z.object({
  id: count,
  name: z.string(),
  simulated: z.boolean(),
  firstDay: dayOut,
  lastDay: dayOut,
  assets: count,
  ageDays: count,
  description: z.string(),
  source: z.string(),
  licence: z.string(),
  attribution: z.string(),
  contentHash: z.string(),
});

const job = z.object({
  name: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'off']),
  progress: z.number().min(0).max(1).nullable(),
  detail: z.string().nullable(),
  lastRun: moment,
  nextRun: moment,
  error: z.string().nullable(),
});

const source = z.object({ name: z.string(), state: z.string(), lastSuccess: moment, quotaLeft: z.number().nullable(), error: z.string().nullable() });

export const statusEndpoint = defineEndpoint({
  method: 'GET',
  path: '/status',
  tag: 'Market',
  summary: 'What is loaded, how old it is, what is still being computed, and what was refused.',
  query: z.strictObject({}),
  response: z.object({
    status: z.enum(['ok', 'starting', 'computing', 'degraded']),
    version: z.string(),
    dataset: dataset.nullable(),
    sources: z.array(source),
    jobs: z.array(job),
    quarantined: count,
    quarantine: z.object({ reject: count, unordered: count, suspect: count }),
    stale: z.boolean(),
  }),
});
