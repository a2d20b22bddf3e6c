import 'server-only';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import { z } from 'zod';
import { plainTitle } from '../news/headline-text';
import type { ReadLine, TextLine } from '../port';

/** A longer line is no headline and no post. */
const MOST_LINE = 65_536;
const RAW_CHARS = 500;

const moment = z.iso.datetime({ offset: true, error: 'is no moment with its zone' }).transform((text) => new Date(text));

/** One line: a JSON object. `seen` is when it could first be read, where that was later than its `time`. */
const lineSchema = z.strictObject({
  title: z.string('is no text').transform(plainTitle).refine((title) => title !== '', 'is blank'),
  body: z.string('is no text').max(60_000, 'is too long').default(''),
  time: moment,
  seen: moment.optional(),
  source: z.string('is no text').trim().min(1, 'is blank').max(500, 'is too long').regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds characters that are no text'),
  kind: z.enum(['news', 'post'], 'is neither news nor post').default('news'),
  link: z.url({ protocol: /^https?$/, error: 'is no web address' }).max(2_000, 'is too long').optional(),
});

function parseLine(raw: string): TextLine | string {
  if (raw.length > MOST_LINE) return 'is longer than a headline or post';
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return 'is not JSON';
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) return parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'line'} ${message}`).join('; ');
  const { time, seen } = parsed.data;
  return seen !== undefined && seen < time ? 'seen before it was published' : parsed.data;
}

/** Headlines and posts of a file of JSON lines, plain or gzipped; a line that is none is refused with its number and reason. */
export async function* readTextLines(path: string, file: string): AsyncGenerator<ReadLine> {
  const bytes = createReadStream(path);
  // The callback is for pipeline's contract only: an error destroys the last stream, and reading it throws.
  const input = path.endsWith('.gz') ? pipeline(bytes, createGunzip(), () => undefined) : bytes;
  let line = 0;
  for await (const raw of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    const bare = line === 1 ? raw.replace(/^\ufeff/, '') : raw;
    if (bare.trim() === '') continue;
    const text = parseLine(bare);
    if (typeof text !== 'string') yield { line, text };
    else yield { line, refused: { file, line, assetId: null, day: null, severity: 'reject', reason: text, raw: bare.slice(0, RAW_CHARS) } };
  }
}
