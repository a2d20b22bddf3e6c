/** Share of a month's requests that belongs to what is stored; prices on show may have the rest. */
const KEPT = 0.6;

/**
 * Whether a source's allowance (requests a calendar month, UTC) leaves a request for what is only shown: what is stored keeps its share of
 * the days that are left. Example: of 10,000 in June, 3,001 left on the 16th at 00:00 do, 3,000 do not.
 */
export function isSpare(left: number, perMonth: number, now: Date): boolean {
  const begins = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const ends = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  return left > KEPT * perMonth * ((ends - now.getTime()) / (ends - begins));
}
