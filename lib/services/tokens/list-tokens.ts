import 'server-only';
import { unprocessable } from '@/lib/schemas/api/problem';
import type { TokenListItem, TokenSort, TokensQuery } from '@/lib/schemas/api/tokens';
import { featureCodes, isFeatureMeasure, measured, passes } from '@/lib/schemas/screener-measures';
import { readScreener } from './read-screener';
import { undeclared, withFeatures, type MeasuredRow } from './screener-features';

export interface TokenPage {
  readonly tokens: TokenListItem[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

type Order = 'asc' | 'desc';
/** Missing sorts last in either direction; the id ends every sort. */
interface Place {
  readonly value: number | string | null;
  readonly id: string;
}

type Sort = TokensQuery['sort'];

const TEXT_SORTS: readonly Sort[] = ['symbol', 'name', 'rating'];
const RISING: readonly Sort[] = ['rank', 'symbol', 'name'];

function placeOf(row: MeasuredRow, sort: Sort): Place {
  const value = isFeatureMeasure(sort) ? measured(row, sort) : row[sort as TokenSort];
  if (value === null) return { value, id: row.id };
  if (TEXT_SORTS.includes(sort)) return { value: String(value).toLowerCase(), id: row.id };
  return { value: Number(value), id: row.id };
}

function compare(a: Place, b: Place, order: Order): number {
  const byId = a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  if (a.value === null || b.value === null) return a.value === b.value ? byId : a.value === null ? 1 : -1;
  if (a.value === b.value) return byId;
  return (a.value < b.value ? -1 : 1) * (order === 'asc' ? 1 : -1);
}

function matches(row: MeasuredRow, query: TokensQuery): boolean {
  if (query.where !== undefined && !passes(row, query.where)) return false;
  const text = query.query?.toLowerCase();
  if (text !== undefined && !row.id.includes(text) && !row.symbol.toLowerCase().includes(text) && !row.name.toLowerCase().includes(text)) return false;
  if (query.sector !== undefined && !row.sectors.includes(query.sector)) return false;
  if (query.ecosystem !== undefined && row.ecosystem !== query.ecosystem) return false;
  if (query.consensus !== undefined && row.consensus !== query.consensus) return false;
  return query.rating === undefined || row.rating === query.rating;
}

function writeCursor(sort: Sort, order: Order, place: Place): string {
  return Buffer.from(JSON.stringify([sort, order, place.value, place.id])).toString('base64url');
}

/** The last place of the page before; refuses what was not given out for this sort and order. */
function readCursor(text: string, sort: Sort, order: Order): Place {
  const refused = unprocessable([{ path: 'cursor', message: 'must be the next of a page with the same sort and order' }]);
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw refused;
  }
  if (!Array.isArray(parts) || parts.length !== 4 || parts[0] !== sort || parts[1] !== order) throw refused;
  const [value, id] = parts.slice(2) as [unknown, unknown];
  const expected = TEXT_SORTS.includes(sort) ? 'string' : 'number';
  if (typeof id !== 'string' || (value !== null && typeof value !== expected)) throw refused;
  return { value: value as Place['value'], id };
}

function toItem(row: MeasuredRow): TokenListItem {
  const rating = row.rating as TokenListItem['rating'];
  return { ...row, ...(row.features && { features: { ...row.features } }), rating, sectors: [...row.sectors], flags: [...row.flags], sparkline: [...row.sparkline] };
}

/** Every feature that a question shows, sorts or filters by; refuses codes that nothing is declared under. */
function featuresOf({ features = [], sort, where = [] }: TokensQuery): string[] {
  const asked: readonly (readonly [string, readonly string[]])[] = [['features', features], ['sort', featureCodes([sort])], ['where', featureCodes(where.map(({ measure }) => measure))]];
  const wrong = asked.flatMap(([path, codes]) => undeclared(codes).map((code) => ({ path, message: `names no feature: ${code}` })));
  if (wrong.length > 0) throw unprocessable(wrong);
  return [...new Set(asked.flatMap(([, codes]) => codes))];
}

/** One page of the active market's tokens, from the same rows as the screener; keyset, so a page does not shift while one reads on. */
export async function listTokens(query: TokensQuery): Promise<TokenPage> {
  const { sort, limit } = query;
  const order: Order = query.order ?? (RISING.includes(sort) ? 'asc' : 'desc');
  const codes = featuresOf(query);
  const after = query.cursor === undefined ? null : readCursor(query.cursor, sort, order);
  const screener = await readScreener();
  const rows = screener === null ? [] : await withFeatures(screener, codes);
  const found = rows.filter((row) => matches(row, query)).map((row) => ({ row, place: placeOf(row, sort) }));
  found.sort((a, b) => compare(a.place, b.place, order));
  const rest = after === null ? found : found.filter(({ place }) => compare(place, after, order) > 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { tokens: page.map(({ row }) => toItem(row)), next: last !== undefined && rest.length > limit ? writeCursor(sort, order, last.place) : null };
}
