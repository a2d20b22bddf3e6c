/** The numeric type of Postgres in its binary form: digits of base 10,000, the power of the first one, a sign. */
const BASE = 10_000;
const BASE_DIGITS = 4;
const NEGATIVE = 0x4000;
const NOT_A_NUMBER = 0xc000;
const INFINITE = 0xd000;
const NEGATIVE_INFINITE = 0xf000;
/** Powers of ten that a float holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

/** A signed whole number of four bytes. */
export function bigEndian(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
}

/** The digits as text, for those that no float holds as a whole number: rounded once, by whoever reads decimals best. */
function fromText(bytes: Uint8Array, at: number, count: number, power: number): number {
  let digits = '';
  for (let i = 0; i < count; i += 1) digits += String(word(bytes, at + 8 + 2 * i)).padStart(BASE_DIGITS, '0');
  return Number(`${digits}e${power}`);
}

/**
 * The float nearest to the numeric at `at`. While its digits make a whole number below 2^53 and the power of ten is one that a float
 * holds, a single multiplication or division rounds it once and therefore right (Clinger, 1990); else its text is read.
 */
export function readDecimal(bytes: Uint8Array, at: number): number {
  const count = word(bytes, at);
  const sign = word(bytes, at + 4);
  if (sign >= NOT_A_NUMBER) return sign === INFINITE ? Infinity : sign === NEGATIVE_INFINITE ? -Infinity : Number.NaN;
  // The power of the first digit is signed.
  const power = BASE_DIGITS * (((word(bytes, at + 2) << 16) >> 16) - count + 1);
  let whole = 0;
  for (let i = 0; i < count; i += 1) whole = whole * BASE + word(bytes, at + 8 + 2 * i);
  const exact = whole <= Number.MAX_SAFE_INTEGER && power <= 22 && power >= -22;
  const size = !exact ? fromText(bytes, at, count, power) : power < 0 ? whole / (POWERS[-power] as number) : whole * (POWERS[power] as number);
  return sign === NEGATIVE ? -size : size;
}

/**
 * The words of the numeric that a float's shortest text names, as `numeric_in` reads that text: how many digits, the power of the first one,
 * sign, digits behind the point, digits of base 10,000. Zero has no sign.
 */
export function decimalWords(value: number): number[] {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toString().split('e');
  const [whole = '', behind = ''] = mantissa.split('.');
  const point = whole.length + Number(exponent);
  const scale = Math.max(0, behind.length - Number(exponent));
  // Zeros to the left and right until every group of four is whole.
  const left = ((-point % BASE_DIGITS) + BASE_DIGITS) % BASE_DIGITS;
  const padded = `${'0'.repeat(left)}${whole}${behind}`;
  const text = padded + '0'.repeat(Math.max(0, left + point - padded.length));
  const groups = Array.from({ length: Math.ceil(text.length / BASE_DIGITS) }, (_, i) => Number(text.slice(BASE_DIGITS * i, BASE_DIGITS * (i + 1)).padEnd(BASE_DIGITS, '0')));
  const first = groups.findIndex((group) => group > 0);
  if (first < 0) return [0, 0, 0, scale];
  const digits = groups.slice(first, groups.findLastIndex((group) => group > 0) + 1);
  const power = (left + point) / BASE_DIGITS - 1 - first;
  return [digits.length, power & 0xffff, value < 0 ? NEGATIVE : 0, scale, ...digits];
}
