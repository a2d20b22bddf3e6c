import 'server-only';

const LIMIT_CODES: ReadonlySet<unknown> = new Set(['429000', '50011', '50061', 10_006, 10_018]);
const LIMIT_WORDS = /rate limit|too many requests|temporary lockout/i;

/** What an exchange says of its limit with status 200 (Kraken in `error`, Bybit in `retCode`, OKX and KuCoin in `code`); null where it says nothing of it. */
export function toldLimit(json: unknown): string | null {
  if (typeof json !== 'object' || json === null) return null;
  const { error, code, retCode } = json as { readonly error?: unknown; readonly code?: unknown; readonly retCode?: unknown };
  const words = (Array.isArray(error) ? (error as unknown[]) : []).find((text): text is string => typeof text === 'string' && LIMIT_WORDS.test(text));
  if (words !== undefined) return words;
  const told = [code, retCode].find((value) => LIMIT_CODES.has(value));
  return told === undefined ? null : `code ${String(told)}`;
}
