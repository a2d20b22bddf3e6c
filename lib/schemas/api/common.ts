import { z } from 'zod';
import { dec, decText, parseDec } from '@/lib/domain/foundation/decimal';
import { dayNumber, parseIsoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { InexactNumber } from './json-text';

export const API_LIMITS = { bodyBytes: 1_048_576, assets: 500, levels: 50_000, lots: 10_000, years: 100, decimalDigits: 40, page: 500 } as const;

/** A real calendar day. */
export const isoDay = z
  .string()
  .meta({ format: 'date', example: '2021-11-20' })
  .transform((text, context): IsoDay => {
    const day = parseIsoDay(text);
    if (day === null) context.addIssue({ code: 'custom', message: 'must be a day that exists, as YYYY-MM-DD' });
    return day ?? (text as IsoDay);
  });

/** The same in an answer, where it is known to be right. */
export const dayOut = z.string().meta({ format: 'date' });

/** A label that the caller of a calculator chooses: 1 to 64 printable characters, compared exactly. */
export const assetLabel = z.string().refine((text) => [...text].length >= 1 && [...text].length <= 64 && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text) && text.trim() !== '', { error: 'must be 1 to 64 printable characters' });

/** A lower-case slug of an asset or an index; anything else names nothing. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, { error: 'must be a lower-case slug' });

export const uuid = z.uuid({ error: 'must be an id' });

/** A decimal as text, or as a JSON number where that is exact; becomes canonical text without exponent or outer zeros. */
export const decimalText = z
  .union([z.string(), z.number()], { error: (issue) => (issue.input instanceof InexactNumber ? 'is not exact as a JSON number: send it as a string' : issue.input === undefined ? 'is required' : 'must be a decimal such as "1000.00"') })
  .meta({ description: 'A decimal of at most 40 digits as a string; a JSON number is accepted where it is exact.', example: '1000.00' })
  .transform((value, context) => {
    const text = canonicalDecimal(value);
    if (text === null) context.addIssue({ code: 'custom', message: `must be a plain decimal of at most ${API_LIMITS.decimalDigits} digits` });
    return text ?? '0';
  });
export const nonNegativeDecimal = decimalText.refine((text) => !text.startsWith('-'), { error: 'must be at least 0' });
export const positiveDecimal = decimalText.refine((text) => !text.startsWith('-') && text !== '0', { error: 'must be greater than 0' });

/** A decimal in an answer. */
export const decimalOut = z.string().meta({ description: 'An exact decimal.', example: '1000.00' });

function canonicalDecimal(value: string | number): string | null {
  if (typeof value === 'string' && value.length > 64) return null;
  const parsed = typeof value === 'number' ? dec(value) : parseDec(value);
  if (parsed === null) return null;
  const written = typeof value === 'number' ? decText(parsed) : value;
  return written.replace(/[^0-9]/g, '').length > API_LIMITS.decimalDigits ? null : decText(parsed);
}

/** A finite JSON number. */
export const finite = z.number();
/** A share between 0 and 1. */
export const fraction = z.number().min(0).max(1);
/** A number above 0, for prices and levels of a series. */
export const positive = z.number().gt(0);

/** A figure of an answer that may not exist. */
export const figure = z.number().nullable();

/** Spread into an answer about the market, so that a saved one still says what it is. */
export const ofMarket = { simulated: z.boolean().nullable().meta({ description: 'Whether the market is a simulated one; null while none is loaded.' }) };

/** Query parameters arrive as text. */
export const queryLimit = (fallback: number) => queryInteger(1, API_LIMITS.page).default(fallback);

export function queryInteger(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^-?\d{1,15}$/, { error: message })
    .transform(Number)
    .pipe(z.int().min(min, { error: message }).max(max, { error: message }));
}

/** An opaque place in a list, as `next` gave it. */
export const cursor = z.string().min(1).max(200);

interface Range {
  readonly from?: IsoDay | undefined;
  readonly to?: IsoDay | undefined;
}

/** `from` and `to`, both optional, in this order. Spread into a strict object and refine it with `inOrder`. */
export const dayRange = { from: isoDay.optional(), to: isoDay.optional() };
export const inOrder = (range: Range): boolean => range.from === undefined || range.to === undefined || dayNumber(range.from) <= dayNumber(range.to);
export const IN_ORDER = { path: ['from'], error: 'must not be after to' };

/** Whether every entry is there once. */
export function distinct<T>(key: (item: T) => string): (items: readonly T[]) => boolean {
  return (items) => new Set(items.map(key)).size === items.length;
}
