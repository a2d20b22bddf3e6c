import { z } from 'zod';
import { LENSES } from '@/lib/domain/features/lens';
import { MISSING_REASONS } from '@/lib/domain/features/missing-reason';
import { CONSENSUS_KINDS } from '@/lib/domain/market/asset';
import { FRESHNESS_REASONS, FRESHNESS_STATES } from '@/lib/domain/market/freshness';
import { ANOMALY_KINDS } from '@/lib/domain/scores/anomalies';
import { RATINGS } from '@/lib/domain/scores/rating';
import { cursor, dayOut, dayRange, decimalOut, figure, fraction, inOrder, IN_ORDER, isoDay, ofMarket, queryLimit, slug } from './common';
import { tokenForecast } from './model';
import { defineEndpoint } from './registry';

/** Fields that the list can be sorted by. */
export const TOKEN_SORTS = [
  'rank', 'symbol', 'name', 'price', 'marketCap', 'tradedValue30d', 'change1d', 'change7d', 'change30d', 'change365d', 'volatility90d', 'drawdown', 'investorGrade', 'traderGrade', 'coverage', 'rating',
] as const;
export type TokenSort = (typeof TOKEN_SORTS)[number];

const grade = figure.meta({ description: '0 to 100; null is n/a.' });
const count = z.int().min(0);
const filter = z.string().min(1).max(100);
const rating = z.enum(RATINGS).nullable();
const signal = z.enum(['bullish', 'bearish']).nullable().meta({ description: 'From the calibrated probability (Rule 3.5): bullish from 0.55, bearish to 0.45, else null; null without a forecast.' });

export const freshness = z
  .object({ state: z.enum(FRESHNESS_STATES), reason: z.enum(FRESHNESS_REASONS).nullable(), ageHours: z.number().nullable() })
  .meta({ description: 'Age of the last close. Stale (past 48 hours) and dead tokens keep their last numbers and have no rating; `reason` says why.' });
const quote = z
  .object({ price: decimalOut, source: z.string(), ageMinutes: count })
  .nullable()
  .meta({ description: 'A price of within the day, for display only: never used in a grade.' });

const token = z.object({
  id: z.string(),
  symbol: z.string(),
  name: z.string(),
  rank: count.nullable().meta({ description: 'By market cap among the eligible (Rule 2.4).' }),
  price: decimalOut.nullable(),
  marketCap: decimalOut.nullable(),
  change1d: figure,
  change7d: figure,
  change30d: figure,
  investorGrade: grade,
  traderGrade: grade,
  rating,
  signal,
  flags: z.array(z.string()),
  freshness,
  quote,
  kind: z.string(),
  sectors: z.array(z.string()),
  ecosystem: z.string().nullable(),
  consensus: z.string().nullable(),
  tradedValue30d: figure,
  change365d: figure,
  volatility90d: figure,
  drawdown: figure,
  coverage: figure,
  lenses: count,
  eligible: z.boolean(),
  ineligibleReason: z.string().nullable(),
  sparkline: z.array(figure),
});
export type TokenListItem = z.infer<typeof token>;

const tokensQuery = z.strictObject({
  query: filter.optional(),
  sector: filter.optional(),
  ecosystem: filter.optional(),
  consensus: z.enum(CONSENSUS_KINDS).optional(),
  rating: z.enum(RATINGS).optional(),
  sort: z.enum(TOKEN_SORTS).default('rank'),
  order: z.enum(['asc', 'desc']).optional(),
  limit: queryLimit(100),
  cursor: cursor.optional(),
});
export type TokensQuery = z.output<typeof tokensQuery>;

export const tokensEndpoint = defineEndpoint({
  method: 'GET',
  path: '/tokens',
  tag: 'Tokens',
  summary: 'Tokens with their latest figures and grades.',
  query: tokensQuery,
  response: z.object({ tokens: z.array(token), next: z.string().nullable(), ...ofMarket }),
});

const feature = z.object({
  code: z.string(),
  name: z.string(),
  family: z.string(),
  unit: z.string(),
  direction: z.enum(['higher', 'lower']),
  formula: z.string(),
  reference: z.string(),
  value: figure,
  grade,
  source: z.string(),
  day: dayOut.nullable(),
  knownAt: z.string().meta({ format: 'date-time' }).nullable(),
  missing: z.enum(MISSING_REASONS).nullable(),
  waitsFor: z.array(z.string()),
});

const lens = z.object({ lens: z.enum(LENSES), grade, coverage: fraction, investorWeight: fraction, traderWeight: fraction, features: z.array(feature) });
const anomaly = z.object({
  day: dayOut, kind: z.enum(ANOMALY_KINDS), severity: z.enum(['flag', 'watch']), detail: z.record(z.string(), z.number()), until: dayOut.nullable(),
});
const move = z.object({ code: z.string(), from: grade, to: grade, points: z.number() });

export const tokenEndpoint = defineEndpoint({
  method: 'GET',
  path: '/tokens/{id}',
  tag: 'Tokens',
  summary: 'One token on one day: its grades, every feature, and why.',
  params: z.strictObject({ id: slug }),
  query: z.strictObject({ day: isoDay.optional() }),
  response: token.omit({ lenses: true, sparkline: true, eligible: true, ineligibleReason: true, change365d: true, volatility90d: true, drawdown: true, tradedValue30d: true, coverage: true }).extend({
    day: dayOut,
    priceDay: dayOut.nullable(),
    change365d: figure,
    maxSupply: figure,
    investorCoverage: fraction,
    traderCoverage: fraction,
    thin: z.boolean(),
    ratingSince: dayOut.nullable(),
    graded: count,
    ungraded: z.string().nullable(),
    lenses: z.array(lens),
    contributions: z.array(z.object({ code: z.string(), grade: z.number(), weight: z.number(), points: z.number() })),
    moved: z.object({ since: dayOut, from: z.number(), to: z.number(), moves: z.array(move) }).nullable(),
    forecast: tokenForecast.nullable().meta({ description: 'Null where no model was trained or the token was outside its universe on that day.' }),
    anomalies: z.array(anomaly),
    liquidity: z.object({
      tradedValue30d: figure,
      spreadBps: figure,
      depth2pct: figure,
      venues: figure,
      priceImpact30d: figure,
      openInterest: figure.meta({ description: 'USD in open perpetual contracts, one side, over all exchanges that are asked.' }),
      fundingPerDay: figure.meta({ description: 'What a long position pays a day, as a fraction.' }),
      pegDeviation: figure.meta({ description: 'How far a dollar coin’s price lies from a dollar, as a fraction.' }),
    }),
    income: z.null(),
    dataset: z.string(),
    simulated: z.boolean(),
    inputHash: z.string().nullable(),
  }),
});

/** The longest range of a history: a century of days. */
export const MOST_HISTORY_DAYS = 36_600;

export const tokenHistoryEndpoint = defineEndpoint({
  method: 'GET',
  path: '/tokens/{id}/history',
  tag: 'Tokens',
  summary: 'Closes, volumes, caps and grades of every calendar day of a range.',
  description: `Without \`from\` or \`to\` from the first day of the token, to its last. At most ${MOST_HISTORY_DAYS} days.`,
  params: z.strictObject({ id: slug }),
  query: z.strictObject(dayRange).refine(inOrder, IN_ORDER),
  response: z.object({
    id: z.string(), days: z.array(dayOut), close: z.array(figure), volume: z.array(figure), marketCap: z.array(figure), investorGrade: z.array(grade), traderGrade: z.array(grade), ...ofMarket,
  }),
});
