import { z } from 'zod';
import { FRESHNESS_REASONS, FRESHNESS_STATES } from '@/lib/domain/market/freshness';
import { TIERS } from '@/lib/domain/indices/methodology';
import { eventTradesSchema, FIGURE_RANGE_KEYS, rangeFiguresSchema, seriesFiguresSchema } from '@/lib/schemas/index-figures';
import { methodologySchema } from '@/lib/schemas/methodology';
import { dayOut, dayRange, figure, inOrder, IN_ORDER, ofMarket, slug } from './common';
import { defineEndpoint } from './registry';

const tier = z.enum(TIERS);
const status = z.enum(['live', 'waiting']);
const holding = z.object({
  id: z.string(),
  symbol: z.string(),
  name: z.string(),
  weight: z.number(),
  target: z.number(),
  investorGrade: figure,
  rating: z.string().nullable(),
  lenses: z.int().nullable().meta({ description: 'Lens grades present, of six.' }),
  change30d: figure,
});

const stale = z.object({ id: z.string(), name: z.string(), state: z.enum(FRESHNESS_STATES), reason: z.enum(FRESHNESS_REASONS).nullable(), ageHours: z.number().nullable() });

/** Figures of the last year where the index is that old, else since its start; net of costs and in sample. */
const metrics = seriesFiguresSchema.extend({ range: z.enum(FIGURE_RANGE_KEYS), from: dayOut, to: dayOut, fullYear: z.boolean(), sample: z.literal('in') }).nullable();

const indexHead = {
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  tier,
  tags: z.array(z.string()),
  cadence: z.string(),
  status,
  missing: z.array(z.string()).meta({ description: 'What a waiting index waits for.' }),
  version: z.int(),
  startDay: dayOut.nullable(),
  lastDay: dayOut.nullable(),
  level: figure,
  change1d: figure,
  change30d: figure,
  change365d: figure,
  metrics,
  holdings: z.array(holding),
  cash: z.number(),
  stale: z.array(stale).meta({ description: 'Positions whose last close is past 48 hours: the level carries that close, and their ratings are null.' }),
};

const index = z.object({ ...indexHead, sectors: z.array(z.string()), sparkline: z.array(z.number()) });
export type IndexSummaryShape = z.output<typeof index>;

export const indicesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/indices',
  tag: 'Indices',
  summary: 'Every index, live or waiting, with its figures and holdings.',
  query: z.strictObject({ tier: tier.optional() }),
  response: z.object({ indices: z.array(index), ...ofMarket }),
});

const share = z.object({ name: z.string(), share: z.number() });
const benchmarks = z.object({ bitcoin: seriesFiguresSchema.nullable(), marketCap: seriesFiguresSchema.nullable(), unrebalanced: seriesFiguresSchema.nullable() }).nullable();

const detail = z.object({
  ...indexHead,
  methodology: methodologySchema,
  benchmarks,
  metricsByRange: z.partialRecord(z.enum(FIGURE_RANGE_KEYS), rangeFiguresSchema),
  exposure: z.object({ sector: z.array(share), ecosystem: z.array(share), consensus: z.array(share) }),
  leaving: z.array(z.object({ size: z.number(), bps: z.number() })).meta({ description: 'What selling everything costs, by size in USD.' }),
  rebalancing: z.object({ count: z.int(), winRate: figure, averageProfit: figure }).nullable(),
  notes: z.array(z.string()),
  nextDetermination: dayOut.nullable(),
  inputHash: z.string().nullable().meta({ description: 'Identity of the data, grades and rules that these results are rebuilt from.' }),
});
export type IndexDetailShape = z.output<typeof detail>;

export const indexEndpoint = defineEndpoint({
  method: 'GET',
  path: '/indices/{slug}',
  tag: 'Indices',
  summary: 'One index: its rules as data, holdings, figures, benchmarks.',
  params: z.strictObject({ slug }),
  response: detail.extend(ofMarket),
});

const series = z.array(figure);
const levels = z.object({ days: z.array(dayOut), gross: z.array(z.number()), net: z.array(z.number()), bitcoin: series, marketCap: series, unrebalanced: series });
export type IndexLevelsShape = z.output<typeof levels>;

export const indexLevelsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/indices/{slug}/levels',
  tag: 'Indices',
  summary: 'Daily levels gross and net, beside Bitcoin, the market and the same tokens never rebalanced; all 1000 at inception.',
  params: z.strictObject({ slug }),
  query: z.strictObject(dayRange).refine(inOrder, IN_ORDER),
  response: levels.extend(ofMarket),
});

const rebalance = z.object({
  day: dayOut,
  determinedDay: dayOut,
  kind: z.enum(['start', 'rebalance', 'exit']),
  reason: z.string(),
  turnover: z.number(),
  costBps: z.number(),
  cash: z.number(),
  notes: z.array(z.string()),
  trades: eventTradesSchema,
});
export type IndexRebalanceShape = z.output<typeof rebalance>;

export const indexRebalancesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/indices/{slug}/rebalances',
  tag: 'Indices',
  summary: 'Every rebalance by day: turnover, cost, and why each token came, left or stayed.',
  params: z.strictObject({ slug }),
  response: z.array(rebalance),
});
