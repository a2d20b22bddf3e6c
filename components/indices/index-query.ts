import { METHODOLOGIES } from '@/lib/domain/indices/methodologies/catalogue';
import type { IndexSummaryShape } from '@/lib/schemas/api/indices';

export const INDEX_SORTS = ['order', 'name', 'change30d', 'change365d', 'maxDrawdown', 'volatility', 'sharpe', 'holdings'] as const;
export type IndexSort = (typeof INDEX_SORTS)[number];
const KINDS = ['market', 'sector', 'income', 'lowEnergy'] as const;
const TIERS = ['conservative', 'balanced', 'aggressive'] as const;
const CADENCES = ['weekly', 'monthly', 'quarterly'] as const;
/** Sectors that an index is made of, in the rulebook's order. */
export const SECTORS: readonly string[] = [...new Set(METHODOLOGIES.flatMap(({ universe }) => universe.sectors ?? []))];

/** What the list shows, all of it in the address; empty text is no filter. */
export interface IndexQuery {
  readonly tier: '' | (typeof TIERS)[number];
  readonly cadence: '' | (typeof CADENCES)[number];
  readonly kind: '' | (typeof KINDS)[number];
  /** A sector code; only what an index is made of counts, not what it happens to hold. */
  readonly sector: string;
  readonly sort: IndexSort;
  readonly order: 'asc' | 'desc';
}

export const DEFAULT_INDEX_QUERY: IndexQuery = { tier: '', cadence: '', kind: '', sector: '', sort: 'order', order: 'asc' };

function oneOf<T extends string>(choices: readonly T[], value: string | null): T | '' {
  return choices.find((choice) => choice === value) ?? '';
}

/** Reads the address forgivingly: what it does not know, it ignores. */
export function parseIndexQuery(params: URLSearchParams): IndexQuery {
  return {
    tier: oneOf(TIERS, params.get('tier')),
    cadence: oneOf(CADENCES, params.get('cadence')),
    kind: oneOf(KINDS, params.get('kind')),
    sector: oneOf(SECTORS, params.get('sector')),
    sort: oneOf(INDEX_SORTS, params.get('sort')) || 'order',
    order: params.get('order') === 'desc' ? 'desc' : 'asc',
  };
}

/** The address of a query: only what differs from the usual. */
export function indexAddress(query: IndexQuery): string {
  const params = new URLSearchParams();
  for (const key of ['tier', 'cadence', 'kind', 'sector', 'sort', 'order'] as const) if (query[key] !== DEFAULT_INDEX_QUERY[key]) params.set(key, query[key]);
  const text = params.toString();
  return text === '' ? '/indices' : `/indices?${text}`;
}

function isKind(index: IndexSummaryShape, kind: IndexQuery['kind']): boolean {
  if (kind === '') return true;
  if (kind === 'sector') return index.sectors.length > 0;
  if (kind === 'market') return index.sectors.length === 0 && index.tags.length === 0;
  return index.tags.includes(kind);
}

export function sortValue(index: IndexSummaryShape, sort: IndexSort): number | string | null {
  if (sort === 'order') return TIERS.indexOf(index.tier);
  if (sort === 'name') return index.name.toLowerCase();
  if (sort === 'holdings') return index.holdings.length;
  if (sort === 'change30d' || sort === 'change365d') return index[sort];
  return index.metrics?.[sort] ?? null;
}

/** Filters, then sorts; missing is last in either direction, ties keep the rulebook's order. */
export function applyIndexQuery(indices: readonly IndexSummaryShape[], query: IndexQuery): IndexSummaryShape[] {
  const found = indices.filter((index) => (query.tier === '' || index.tier === query.tier) && (query.cadence === '' || index.cadence === query.cadence) && isKind(index, query.kind) && (query.sector === '' || index.sectors.includes(query.sector)));
  const turn = query.order === 'asc' ? 1 : -1;
  return found.sort((a, b) => {
    const [left, right] = [sortValue(a, query.sort), sortValue(b, query.sort)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return turn * (typeof left === 'string' || typeof right === 'string' ? String(left).localeCompare(String(right), 'en') : left - right);
  });
}

/** Where a click on a column's head leads: names rise first, numbers fall first, a second click turns. */
export function sortedBy(query: IndexQuery, sort: IndexSort): IndexQuery {
  const first = sort === 'name' ? 'asc' : 'desc';
  return { ...query, sort, order: query.sort === sort ? (query.order === 'asc' ? 'desc' : 'asc') : first };
}
