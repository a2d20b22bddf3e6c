import { sizeBucket } from '@/lib/domain/market/size-bucket';
import { conditionText, FEATURE_CODE, featureCodes, isFeatureMeasure, measured, MOST_CONDITIONS, MOST_FEATURES, parseCondition, passes, type Condition, type FeatureMeasure } from '@/lib/schemas/screener-measures';
import type { ScreenerRow } from './screener-row';

export const SORT_KEYS = ['rank', 'name', 'price', 'change1d', 'change7d', 'change30d', 'change365d', 'marketCap', 'tradedValue30d', 'volatility90d', 'drawdown', 'investorGrade', 'traderGrade', 'coverage'] as const;
export type SortKey = (typeof SORT_KEYS)[number] | FeatureMeasure;

/** What the screener shows: everything is in the address, so a filter is saved by keeping it. Empty text is no filter. */
export interface ScreenerQuery {
  readonly q: string;
  readonly sector: string;
  readonly ecosystem: string;
  readonly consensus: string;
  readonly rating: string;
  readonly size: string;
  /** Only risen over 30 days. */
  readonly up: boolean;
  /** Numbers a token must have. */
  readonly where: readonly Condition[];
  /** Also what no index may hold. */
  readonly all: boolean;
  readonly sort: SortKey;
  readonly order: 'asc' | 'desc';
  /** Columns beside or instead of the usual ones; empty is the usual ones. */
  readonly columns: readonly string[];
  readonly page: number;
}

export const DEFAULT_QUERY: ScreenerQuery = { q: '', sector: '', ecosystem: '', consensus: '', rating: '', size: '', up: false, where: [], all: false, sort: 'marketCap', order: 'desc', columns: [], page: 1 };
export const PAGE_SIZE = 50;

const MOST_COLUMNS = 40;
const PERCENT = '%';

function featureSort(text: string | null): FeatureMeasure | null {
  return text !== null && isFeatureMeasure(text) ? text : null;
}

/** A condition as a form sends it: measure, comparison and number apart; a measure that ends with % takes its number in per cent. */
function addedCondition(params: URLSearchParams): Condition | null {
  const [measure, compare, number] = [params.get('measure') ?? '', params.get('compare') ?? '', (params.get('number') ?? '').trim().replace(',', '.')];
  if (number === '') return null;
  const percent = measure.endsWith(PERCENT);
  return parseCondition(`${percent ? measure.slice(0, -1) : measure}${compare}${percent ? Number((Number(number) / 100).toPrecision(12)) : number}`);
}

/** Codes of the features that a query shows, sorts or filters by. */
export function neededFeatures({ columns, sort, where }: Pick<ScreenerQuery, 'columns' | 'sort' | 'where'>): string[] {
  return featureCodes([sort, ...where.map(({ measure }) => measure), ...columns]).slice(0, MOST_FEATURES);
}

/** `features=a,b` as the API has it: columns beside the usual ones. */
function apiFeatures(params: URLSearchParams): string[] {
  return params.getAll('features').flatMap((value) => value.split(',')).filter((code) => FEATURE_CODE.test(code)).map((code) => `feature:${code}`);
}

/** Reads the address forgivingly: what it does not know, it ignores. */
export function parseScreenerQuery(params: URLSearchParams): ScreenerQuery {
  const text = (key: string): string => (params.get(key) ?? '').slice(0, 80).trim();
  const sort = SORT_KEYS.find((key) => key === params.get('sort')) ?? featureSort(params.get('sort')) ?? DEFAULT_QUERY.sort;
  const page = Number(params.get('page') ?? '1');
  const order = params.get('order');
  return {
    q: text('q'),
    sector: text('sector'),
    ecosystem: text('ecosystem'),
    consensus: text('consensus'),
    rating: text('rating'),
    size: text('size'),
    up: params.get('up') === '1',
    where: [...params.getAll('where').flatMap((value) => value.split(';')).map(parseCondition), addedCondition(params)].filter((condition) => condition !== null).slice(0, MOST_CONDITIONS),
    all: params.get('all') === '1',
    sort,
    order: order === 'asc' || order === 'desc' ? order : 'desc',
    columns: [...new Set([...params.getAll('columns').flatMap((value) => value.split(',')), ...apiFeatures(params)])].filter(Boolean).slice(0, MOST_COLUMNS),
    page: Number.isInteger(page) && page >= 1 && page <= 1000 ? page : 1,
  };
}

/** The address of a query: only what differs from the usual. */
export function screenerSearch(query: ScreenerQuery): string {
  const params = new URLSearchParams();
  for (const key of ['q', 'sector', 'ecosystem', 'consensus', 'rating', 'size'] as const) if (query[key] !== '') params.set(key, query[key]);
  if (query.up) params.set('up', '1');
  if (query.where.length > 0) params.set('where', query.where.map(conditionText).join(';'));
  if (query.all) params.set('all', '1');
  if (query.sort !== DEFAULT_QUERY.sort) params.set('sort', query.sort);
  if (query.order !== DEFAULT_QUERY.order) params.set('order', query.order);
  if (query.columns.length > 0) params.set('columns', query.columns.join(','));
  if (query.page > 1) params.set('page', String(query.page));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

function matches(row: ScreenerRow, query: ScreenerQuery): boolean {
  const wanted = query.q.toLowerCase();
  return (
    (wanted === '' || row.name.toLowerCase().includes(wanted) || row.symbol.toLowerCase().includes(wanted) || row.id.includes(wanted)) &&
    (query.sector === '' || row.sectors.includes(query.sector)) &&
    (query.ecosystem === '' || row.ecosystem === query.ecosystem) &&
    (query.consensus === '' || row.consensus === query.consensus) &&
    (query.rating === '' || row.rating === query.rating) &&
    (query.size === '' || (row.rank !== null && sizeBucket(row.rank) === query.size)) &&
    (!query.up || (row.change30d !== null && row.change30d > 0)) &&
    passes(row, query.where)
  );
}

function sortValue(row: ScreenerRow, key: SortKey): number | string | null {
  if (key === 'name') return row.name.toLowerCase();
  if (isFeatureMeasure(key)) return measured(row, key);
  const value = row[key];
  return typeof value === 'string' ? Number(value) : value;
}

/** Missing is last in either direction; ties end with the id. */
export function compareRows(key: SortKey, order: 'asc' | 'desc'): (a: ScreenerRow, b: ScreenerRow) => number {
  const turn = order === 'asc' ? 1 : -1;
  return (a, b) => {
    const left = sortValue(a, key);
    const right = sortValue(b, key);
    if (left === null || right === null) return left === right ? a.id.localeCompare(b.id) : left === null ? 1 : -1;
    const by = typeof left === 'string' || typeof right === 'string' ? String(left).localeCompare(String(right), 'en') : left - right;
    return by === 0 ? a.id.localeCompare(b.id) : by * turn;
  };
}

/** Whether no index may hold any of these yet: a market that has just begun knows neither kinds nor histories. It is listed all the same. */
export const nothingEligible = (rows: readonly ScreenerRow[]): boolean => !rows.some(({ eligible }) => eligible);

/** Filters, then sorts: the same on the server, in the browser and in the CSV. */
export function applyScreenerQuery(rows: readonly ScreenerRow[], query: ScreenerQuery): ScreenerRow[] {
  const listed = query.all || nothingEligible(rows) ? rows : rows.filter(({ eligible }) => eligible);
  return listed.filter((row) => matches(row, query)).sort(compareRows(query.sort, query.order));
}

/** Where a click on a column's head leads: names rise first, numbers fall first, a second click turns. */
export function sortedBy(query: ScreenerQuery, key: SortKey): ScreenerQuery {
  const first = key === 'name' || key === 'rank' ? 'asc' : 'desc';
  const order = query.sort === key ? (query.order === 'asc' ? 'desc' : 'asc') : first;
  return { ...query, sort: key, order, page: 1 };
}

export interface ScreenerChoices {
  readonly sectors: readonly string[];
  readonly ecosystems: readonly string[];
  readonly consensus: readonly string[];
}

/** What can be chosen, from what there is. */
export function screenerChoices(rows: readonly ScreenerRow[]): ScreenerChoices {
  const sorted = (values: Iterable<string | null>): string[] => [...new Set(values)].filter((value): value is string => value !== null).sort();
  return {
    sectors: sorted(rows.flatMap((row) => row.sectors)),
    ecosystems: sorted(rows.map((row) => row.ecosystem)),
    consensus: sorted(rows.map((row) => row.consensus)),
  };
}

const WORDS: Readonly<Record<string, string>> = { pow: 'Proof of work', pos: 'Proof of stake', hybrid: 'Hybrid', none: 'No own chain', other: 'Other consensus', defi: 'DeFi', ai: 'AI', nft: 'NFT', rwa: 'Real-world assets' };

/** A stored word as people write it. Example: `word('layer-1')` is “Layer 1”. */
export function word(value: string): string {
  return WORDS[value] ?? value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ');
}
