import { z } from 'zod';
import { ASSET_KINDS, CONSENSUS_KINDS } from '@/lib/domain/market/asset';

/** Plain or exponent notation; three digits of exponent are more than any number has. */
const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?`;
const NUMBER_TEXT = new RegExp(`^${NUMBER}$`);
const NUMBER_OR_BLANK = new RegExp(`^(?:${NUMBER})?$`);
const INFINITE = /^[+-]?inf(?:inity)?$/i;
const MAX_NUMBER_CHARS = 64;

function notANumber(issue: { readonly input?: unknown }): string {
  return typeof issue.input === 'string' && INFINITE.test(issue.input) ? 'is not finite' : 'is not a number';
}

const numberText = z.string().max(MAX_NUMBER_CHARS, 'is not a number').regex(NUMBER_TEXT, { error: notANumber });
const numberOrBlank = z.string().max(MAX_NUMBER_CHARS, 'is not a number').regex(NUMBER_OR_BLANK, { error: notANumber });
const slug = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'is not a lower-case slug');
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day');
const label = z.string().min(1, 'is blank').max(200, 'is longer than 200 characters');
const metricName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'is not a metric name');
const blankAsNull = (text: string): string | null => (text === '' ? null : text);

/** `dataset.json`. Days and the count are the publisher's claim; what counts is what gets stored. */
export const datasetSchema = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/),
  description: z.string().default(''),
  simulated: z.boolean(),
  source: z.string().default(''),
  licence: z.string().default(''),
  attribution: z.string().default(''),
});

export const assetRow = z.object({
  id: slug,
  symbol: label,
  name: label,
  kind: z.enum(ASSET_KINDS, 'is not a known kind'),
  sectors: z
    .string()
    .regex(/^(?:[a-z0-9-]+(?:\|[a-z0-9-]+){0,2})?$/, 'are not up to three slugs with | between')
    .transform((text) => (text === '' ? [] : text.split('|'))),
  ecosystem: z.union([slug, z.literal('')], 'is not a slug').transform(blankAsNull),
  consensus: z.union([z.enum(CONSENSUS_KINDS), z.literal('')], 'is not known').transform((text) => (text === '' ? null : text)),
  maxSupply: z
    .string()
    .regex(/^(?:\d{1,40}(?:\.\d{1,18})?)?$/, 'is not a plain number')
    .transform(blankAsNull),
});

export const dailyRow = z.object({
  id: slug,
  day: dayText,
  close: numberOrBlank,
  tradedValue: numberOrBlank,
  marketCap: numberOrBlank,
  circulatingSupply: numberOrBlank,
  open: numberOrBlank,
  high: numberOrBlank,
  low: numberOrBlank,
});

export const metricRow = z.object({ id: slug, day: dayText, metric: metricName, value: numberText });

export const marketRow = z.object({ day: dayText, metric: metricName, value: numberText });

export const universeRow = z.object({
  day: dayText,
  rank: z.string().regex(/^[1-9]\d{0,5}$/, 'is not a rank'),
  id: slug,
  symbol: z.string().max(200),
  name: z.string().max(200),
  marketCap: numberOrBlank,
  price: numberOrBlank,
  circulatingSupply: numberOrBlank,
  tradedValue: numberOrBlank,
  knownDay: dayText,
});

export type DailyRow = z.infer<typeof dailyRow>;
export type MetricRow = z.infer<typeof metricRow>;
export type MarketRow = z.infer<typeof marketRow>;
export type UniverseRowText = z.infer<typeof universeRow>;

/** Columns that a table's header must and may name, in the order they are described. */
export const TABLE_COLUMNS = {
  daily: { required: ['id', 'day', 'close', 'tradedValue', 'marketCap', 'circulatingSupply'], optional: ['open', 'high', 'low'] },
  metrics: { required: ['id', 'day', 'metric', 'value'], optional: [] },
  market: { required: ['day', 'metric', 'value'], optional: [] },
  universe: {
    required: ['day', 'rank', 'id', 'symbol', 'name', 'marketCap', 'price', 'circulatingSupply', 'tradedValue', 'knownDay'],
    optional: [],
  },
} as const;
