import 'server-only';
import { dec, decText } from '@/lib/domain/foundation/decimal';

/** A finite number as plain decimal text, the shortest that reads back as the same number. Example: 1.2e-9 is '0.0000000012'. */
export function plainNumber(value: number): string {
  const text = String(value);
  // Most numbers are plain already; only an exponent needs the exact way.
  return /^-?\d+(\.\d+)?$/.test(text) ? text.replace(/^-0$/, '0') : decText(dec(text));
}
