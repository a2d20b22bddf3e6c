import { z } from 'zod';
import { ASSET_KINDS, CONSENSUS_KINDS } from '@/lib/domain/market/asset';
import type { FactTable } from '@/lib/domain/market/fact-tables';

const SLUG = '[a-z0-9][a-z0-9._-]{0,99}';
const blankAsNull = (text: string): string | null => (text === '' ? null : text);
const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);

const slug = z.string().regex(whole(SLUG), 'is not a lower-case slug');
const label = z.string().min(1, 'is blank').max(200, 'is longer than 200 characters');

/** `dataset.json`. Days and the count are the publisher's claim; what counts is what gets stored. */
export const datasetSchema = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/, 'is not a plain name'),
  description: z.string().default(''),
  simulated: z.boolean(),
  source: z.string().default(''),
  licence: z.string().default(''),
  attribution: z.string().default(''),
});

/** A row of `assets.csv`. */
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

interface ColumnShape {
  /** In a line without quotes. */
  readonly pattern: string;
  /** As a cell by itself, where that may hold more: a comma, say. */
  readonly cell?: string;
  /** What is wrong with a cell that does not match. */
  readonly fault: (cell: string) => string;
}

const INFINITE = /^[+-]?inf(?:inity)?$/i;
/** Plain or exponent notation; forty digits and three of exponent are more than any number has. */
const NUMBER = String.raw`[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?`;
const number: ColumnShape = { pattern: NUMBER, fault: (cell) => (INFINITE.test(cell) ? 'is not finite' : 'is not a number') };
const numberOrBlank: ColumnShape = { ...number, pattern: `(?:${NUMBER})?` };
const id: ColumnShape = { pattern: SLUG, fault: () => 'is not a lower-case slug' };
const day: ColumnShape = { pattern: String.raw`\d{4}-\d{2}-\d{2}`, fault: () => 'is not a day' };
const metric: ColumnShape = { pattern: '[A-Za-z][A-Za-z0-9_]{0,63}', fault: () => 'is not a metric name' };
const rank: ColumnShape = { pattern: String.raw`[1-9]\d{0,5}`, fault: () => 'is not a rank' };
const text: ColumnShape = { pattern: '[^,]{0,200}', cell: '[^]{0,200}', fault: () => 'is longer than 200 characters' };

/** Columns of each table in their order, with the shape of a cell. `optional` ones may be absent. */
const COLUMNS: Readonly<Record<FactTable, { readonly required: Readonly<Record<string, ColumnShape>>; readonly optional: Readonly<Record<string, ColumnShape>> }>> = {
  daily: {
    required: { id, day, close: numberOrBlank, tradedValue: numberOrBlank, marketCap: numberOrBlank, circulatingSupply: numberOrBlank },
    optional: { open: numberOrBlank, high: numberOrBlank, low: numberOrBlank },
  },
  metrics: { required: { id, day, metric, value: number }, optional: {} },
  market: { required: { day, metric, value: number }, optional: {} },
  universe: {
    required: { day, rank, id, symbol: text, name: text, marketCap: numberOrBlank, price: numberOrBlank, circulatingSupply: numberOrBlank, tradedValue: numberOrBlank, knownDay: day },
    optional: {},
  },
};

/** Names of a table's columns, in the order in which its rows are judged and staged. */
export function columnNames(table: FactTable): { readonly required: readonly string[]; readonly all: readonly string[] } {
  const { required, optional } = COLUMNS[table];
  return { required: Object.keys(required), all: [...Object.keys(required), ...Object.keys(optional)] };
}

/** The shape of a whole line under this header: one match instead of one a cell, for the rows that are as they should be. */
export function lineSchema(table: FactTable, header: readonly string[]): z.ZodType<string> {
  const shapes: Readonly<Record<string, ColumnShape>> = { ...COLUMNS[table].required, ...COLUMNS[table].optional };
  return z.string().regex(whole(header.map((name) => shapes[name]?.pattern ?? '[^,]*').join(',')));
}

/** The shape of a row cell by cell, in the order of `columnNames`, with words for what is wrong. */
export function cellSchema(table: FactTable): z.ZodType<readonly string[]> {
  const { required, optional } = COLUMNS[table];
  const cells = Object.values({ ...required, ...optional }).map(({ pattern, cell, fault }) =>
    z.string().regex(whole(cell ?? pattern), { error: (issue) => fault(String(issue.input)) }),
  );
  const [first, ...rest] = cells as [z.ZodString, ...z.ZodString[]];
  return z.tuple([first, ...rest]);
}
