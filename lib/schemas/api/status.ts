import { z } from 'zod';
import { FRESHNESS_REASONS, FRESHNESS_STATES } from '@/lib/domain/market/freshness';
import { dayOut } from './common';
import { defineEndpoint } from './registry';

const moment = z.string().meta({ format: 'date-time' }).nullable();
const count = z.int().min(0);

const dataset = z.object({
  id: count,
  name: z.string(),
  simulated: z.boolean(),
  live: z.boolean().meta({ description: 'Fed day by day by sources of the network.' }),
  firstDay: dayOut,
  lastDay: dayOut,
  assets: count,
  ageDays: count,
  ageHours: z.number().min(0).meta({ description: 'Hours since the last day ended.' }),
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
  durationMs: z.number().nullable().meta({ description: 'How long the last finished run took.' }),
});

const source = z.object({
  name: z.string(),
  state: z.string().meta({ description: 'off, unseen, ok, failing, waiting (it asked us to), resting (after failures in a row) or failed (an import).' }),
  lastSuccess: moment,
  quotaLeft: z.number().nullable().meta({ description: 'Requests that may go at once.' }),
  error: z.string().nullable(),
  errorKind: z.string().nullable(),
  lastAttempt: moment,
  monthLeft: z.number().nullable(),
  breaker: z.enum(['closed', 'open', 'half-open']).nullable(),
  retryAt: moment,
});

const datasetAge = z.object({ name: z.string(), simulated: z.boolean(), live: z.boolean(), active: z.boolean(), lastDay: dayOut, ageDays: count });
const freshness = z.object({ state: z.enum(FRESHNESS_STATES), reason: z.enum(FRESHNESS_REASONS).nullable(), ageHours: z.number().nullable() });

export const statusEndpoint = defineEndpoint({
  method: 'GET',
  path: '/status',
  tag: 'Market',
  summary: 'What is loaded, how old it is, what the sources and the background work do, and what was refused.',
  query: z.strictObject({}),
  response: z.object({
    status: z.enum(['ok', 'starting', 'computing', 'degraded']),
    version: z.string(),
    mode: z.enum(['live', 'starting', 'simulated', 'offline', 'folder']),
    modeWords: z.string(),
    dataset: dataset.nullable(),
    datasets: z.array(datasetAge).readonly(),
    freshness: freshness.nullable(),
    sources: z.array(source),
    jobs: z.array(job),
    quarantined: count,
    quarantine: z.object({ reject: count, unordered: count, suspect: count }),
    conflicts: count.meta({ description: 'Facts that sources differ about by more than 2 %; counted up to 10,000.' }),
    refused: count.meta({ description: 'Sorts of answers that were not taken; counted up to 10,000.' }),
    stale: z.boolean(),
  }),
});
