import { z } from 'zod';
import { LENSES } from '@/lib/domain/features/lens';
import { MISSING_REASONS } from '@/lib/domain/features/missing-reason';
import { CONSENSUS_KINDS } from '@/lib/domain/market/asset';
import { FRESHNESS_REASONS, FRESHNESS_STATES } from '@/lib/domain/market/freshness';
import { ANOMALY_KINDS } from '@/lib/domain/scores/anomalies';
import { RATINGS } from '@/lib/domain/scores/rating';
import { dayOut, dayRange, decimalOut, figure, fraction, inOrder, IN_ORDER, isoDay, ofMarket, queryLimit, slug } from './common';
import { FEATURE_CODE, isFeatureMeasure, MOST_CONDITIONS, MOST_FEATURES, parseCondition, type Condition } from '../screener-measures';
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
  .meta({ description: 'Age of the last close; of an earlier day the one up to it, as old as it was when that day ended. Stale (past 48 hours) and dead tokens keep their last numbers and have no rating; `reason` says why.' });
const quote = z
  .object({ price: decimalOut, source: z.string(), ageMinutes: count })
  .nullable()
  .meta({ description: 'A price of within the day, for display only: never used in a grade. Null of an earlier day.' });

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

const sortBy = z
  .union([z.enum(TOKEN_SORTS), z.string().refine((text): boolean => isFeatureMeasure(text), { error: `must be one of ${TOKEN_SORTS.join(', ')}, feature:CODE or percentile:CODE` })])
  .meta({ description: 'A field, `feature:CODE` for the value of a feature, or `percentile:CODE` for its grade among the graded tokens.', example: 'feature:momentum30d' });

const featureList = z
  .string()
  .meta({ description: `Codes of features to add to every token, with commas between; at most ${MOST_FEATURES}.`, example: 'momentum30d,mvrv' })
  .transform((text, context): string[] => {
    const codes = [...new Set(text.split(','))];
    if (codes.length > MOST_FEATURES || !codes.every((code) => FEATURE_CODE.test(code))) context.addIssue({ code: 'custom', message: `must be at most ${MOST_FEATURES} feature codes with commas between` });
    return codes;
  });

const conditions = z
  .string()
  .meta({ description: `Numbers that a token must have, with semicolons between: a field, \`feature:CODE\` or \`percentile:CODE\`, then >= or <=, then a number. At most ${MOST_CONDITIONS}. A token without the number does not pass.`, example: 'feature:momentum30d>=0.1;percentile:mvrv<=20' })
  .transform((text, context): Condition[] => {
    const parsed = text.split(';').map(parseCondition);
    if (parsed.length > MOST_CONDITIONS || parsed.includes(null)) context.addIssue({ code: 'custom', message: `must be at most ${MOST_CONDITIONS} conditions such as marketCap>=1000000 with semicolons between` });
    return parsed.filter((condition) => condition !== null);
  });

const tokensQuery = z.strictObject({
  query: filter.optional(),
  sector: filter.optional(),
  ecosystem: filter.optional(),
  consensus: z.enum(CONSENSUS_KINDS).optional(),
  rating: z.enum(RATINGS).optional(),
  where: conditions.optional(),
  features: featureList.optional(),
  sort: sortBy.default('rank'),
  order: z.enum(['asc', 'desc']).optional(),
  limit: queryLimit(100),
  // A place names the sort and a token's id: both may be long.
  cursor: z.string().min(1).max(400).optional(),
});
export type TokensQuery = z.output<typeof tokensQuery>;

const listed = token.extend({
  features: z.record(z.string(), z.object({ value: figure, grade })).optional().meta({ description: 'The features that were asked for, sorted or filtered by, of the last scored day, by code.' }),
});
export type TokenListItem = z.infer<typeof listed>;

export const tokensEndpoint = defineEndpoint({
  method: 'GET',
  path: '/tokens',
  tag: 'Tokens',
  summary: 'Tokens with their latest figures and grades, found, sorted and shown by any number.',
  query: tokensQuery,
  response: z.object({ tokens: z.array(listed), next: z.string().nullable(), ...ofMarket }),
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
