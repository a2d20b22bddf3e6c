import { z } from 'zod';
import { FRESHNESS_REASONS, FRESHNESS_STATES } from '@/lib/domain/market/freshness';
import { API_LIMITS, dayOut, decimalOut, queryInteger, queryLimit } from './common';
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
    withheld: count.meta({ description: 'Days of a source that stay out of the market until something confirms them; counted up to 10,000.' }),
    refused: count.meta({ description: 'Sorts of answers that were not taken; counted up to 10,000.' }),
    stale: z.boolean(),
  }),
});

const page = { limit: queryLimit(100), page: queryInteger(1, API_LIMITS.levels).default(1).meta({ description: 'From 1; a page beyond the last is the last.' }) };
const bySource = z.strictObject({ source: z.string().regex(/^[a-z0-9:-]{1,40}$/, { error: 'must be a source, e.g. coingecko' }).optional(), ...page });
const pageOf = { total: count.meta({ description: 'Counted up to 10,000.' }), page: z.int(), pages: z.int() };

export const conflictsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/status/conflicts',
  tag: 'Market',
  summary: 'What sources differ about by more than 2 %, the newest day first.',
  query: bySource,
  response: z.object({
    conflicts: z.array(z.object({ asset: z.string(), name: z.string(), day: dayOut, fact: z.string(), chosenSource: z.string(), otherSource: z.string(), chosenValue: decimalOut, otherValue: decimalOut, difference: z.number().meta({ description: 'Other ÷ chosen − 1.' }) })),
    ...pageOf,
  }),
});

export const withheldEndpoint = defineEndpoint({
  method: 'GET',
  path: '/status/withheld',
  tag: 'Market',
  summary: 'The quarantine of a live market: days that are stored and stay out of it until something confirms them.',
  query: bySource,
  response: z.object({
    withheld: z.array(z.object({ asset: z.string(), name: z.string(), day: dayOut, source: z.string(), fault: z.string().meta({ description: 'jump, supply, redenomination, cap, or restated.' }), reason: z.string(), close: decimalOut.nullable() })),
    ...pageOf,
  }),
});

export const refusedEndpoint = defineEndpoint({
  method: 'GET',
  path: '/status/refused',
  tag: 'Market',
  summary: 'What sources said and was not taken, the latest first.',
  query: bySource,
  response: z.object({
    refused: z.array(z.object({ source: z.string(), endpoint: z.string(), subject: z.string(), about: z.string(), reason: z.string(), raw: z.string(), count, lastAt: z.string().meta({ format: 'date-time' }) })),
    ...pageOf,
  }),
});

export const quarantineEndpoint = defineEndpoint({
  method: 'GET',
  path: '/status/quarantine',
  tag: 'Market',
  summary: 'Rows of an imported market that were refused, moved or flagged, by file and line.',
  query: z.strictObject(page),
  response: z.object({
    quarantine: z.array(z.object({ file: z.string(), line: count, asset: z.string().nullable(), day: dayOut.nullable(), severity: z.enum(['reject', 'unordered', 'suspect']), reason: z.string(), raw: z.string() })),
    ...pageOf,
  }),
});
