import { DEFAULT_LOCALE, NARROW_SPACE, numberFormat, withSign } from './number';

export interface MoneyOptions {
  /** Digits after the point, exactly. */
  readonly digits?: number;
  readonly sign?: boolean;
  readonly locale?: string;
}

function usd(value: number | string, digits: number, options: MoneyOptions): string {
  const { locale = DEFAULT_LOCALE, sign = false } = options;
  const format = numberFormat(locale, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', minimumFractionDigits: digits, maximumFractionDigits: digits });
  // Intl reads decimal text exactly: a ledger amount never passes through a double.
  return withSign(format.format(value as Intl.StringNumericLiteral), sign);
}

/** An amount to the cent. Takes decimal text exactly. Example: `formatMoney('-54.781')` is “−$54.78”. */
export function formatMoney(value: number | string, options: MoneyOptions = {}): string {
  return usd(value, options.digits ?? 2, options);
}

/** Digits that a price of this size needs to be told from its neighbour. */
function priceDigits(value: number, full: boolean): number {
  const size = Math.abs(value);
  if (size === 0) return 2;
  if (size >= 1000) return full ? 2 : 0;
  if (size >= 1) return 2;
  return size >= 0.01 ? 4 : Math.min(20, Math.ceil(-Math.log10(size)) + 3);
}

/** A price by its size: $47,192 · $518.37 · $0.8405 · $0.00003374. `full` keeps the cents of a large one. */
export function formatPrice(value: number | string, options: MoneyOptions & { readonly full?: boolean } = {}): string {
  return usd(value, options.digits ?? priceDigits(Number(value), options.full ?? false), options);
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Below this a price on an axis is written by its power of ten. */
const TINY_TICK = 0.001;

/** A round price on a chart's narrow axis: $70,000 · $2.50 · $0.70 · $10⁻⁷ · $2×10⁻⁵. */
export function formatAxisPrice(value: number): string {
  const size = Math.abs(value);
  if (size >= 1 || size === 0) return formatPrice(value);
  if (size >= TINY_TICK) return formatPrice(value, { digits: Math.max(2, String(Number(size.toPrecision(3))).split('.')[1]?.length ?? 0) });
  const [mantissa = '1', power = '0'] = value.toExponential(1).split('e-');
  const factor = Number(mantissa);
  return `$${factor === 1 ? '' : `${factor}×`}10⁻${[...power].map((digit) => RAISED[Number(digit)]).join('')}`;
}

const UNITS: readonly (readonly [number, string])[] = [[1e12, 'tn'], [1e9, 'bn'], [1e6, 'm']];

/** A large amount in a table: $892.6 bn, $262.1 m, $96,400. */
export function formatLargeMoney(value: number | string, options: MoneyOptions = {}): string {
  const amount = Number(value);
  for (const [size, unit] of UNITS) {
    if (Math.abs(amount) >= size * 0.99995) return `${usd(amount / size, options.digits ?? 1, options)}${NARROW_SPACE}${unit}`;
  }
  return usd(amount, 0, options);
}

/** Units of a token: four significant digits, at least two after the point, never rounded up in text of a ledger. Example: 14.3 is “14.30”, 0.013912 is “0.01391”. */
export function formatQuantity(value: number | string, options: { readonly locale?: string; readonly sign?: boolean; readonly full?: boolean } = {}): string {
  const { locale = DEFAULT_LOCALE, sign = false, full = false } = options;
  const size = Math.abs(Number(value));
  const digits = full ? 18 : size === 0 ? 0 : size >= 100 ? 2 : Math.min(18, Math.max(2, 3 - Math.floor(Math.log10(size))));
  const format = numberFormat(locale, { minimumFractionDigits: full || size === 0 ? 0 : Math.min(2, digits), maximumFractionDigits: digits, roundingMode: 'trunc' } as Intl.NumberFormatOptions);
  return withSign(format.format(value as Intl.StringNumericLiteral), sign);
}
