/** U+202F: keeps a unit with its number and narrower than a word space. */
export const NARROW_SPACE = '\u202f';
export const MINUS = '\u2212';
export const EN_DASH = '\u2013';

/** English unless a page says otherwise. */
export const DEFAULT_LOCALE = 'en';

export interface NumberOptions {
  /** Digits after the point, exactly. */
  readonly digits?: number;
  /** A plus before a positive number. */
  readonly sign?: boolean;
  readonly locale?: string;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Intl formatters are slow to build and are asked for in every cell of a table. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  const found = formatters.get(key);
  if (found) return found;
  const made = new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** A true minus, and no minus before what rounds to zero. */
export function withSign(text: string, sign: boolean): string {
  const zero = !/[1-9]/.test(text);
  const bare = text.replace(/^[-\u2212+]/, '');
  if (zero) return bare;
  if (/^[-\u2212]/.test(text)) return `${MINUS}${bare}`;
  return sign ? `+${bare}` : bare;
}

/** Example: `formatNumber(-1234.5, {digits: 1})` is “−1,234.5”. */
export function formatNumber(value: number, options: NumberOptions = {}): string {
  const { digits = 0, sign = false, locale = DEFAULT_LOCALE } = options;
  return withSign(numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value), sign);
}

/** A ratio with its sign of multiplication. Example: `formatFactor(1.1)` is “1.10 ×”. */
export function formatFactor(value: number, options: NumberOptions = {}): string {
  return `${formatNumber(value, { digits: 2, ...options })}${NARROW_SPACE}×`;
}

/** A grade is a whole number of 100; a rating beside it is decided on the unrounded one. Example: `formatGrade(66.6)` is “67”. */
export function formatGrade(value: number): string {
  return formatNumber(value);
}

/** Example: `formatCount(1, 'trade')` is “1 trade”, `formatCount(2, 'index', 'indices')` is “2 indices”. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Small counts in words, for sentences. Example: `formatWord(2)` is “two”, `formatWord(40)` is “40”. */
export function formatWord(count: number): string {
  return WORDS[count] ?? formatNumber(count);
}
