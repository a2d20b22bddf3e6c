import type { ScreenerFeature } from '@/lib/schemas/screener-measures';
import { sortedColumn } from './screener-columns';
import { conditionWords, measureName } from './screener-numbers';
import { DEFAULT_QUERY, word, type ScreenerQuery } from './screener-query';

const named = (name: string, value: string): string[] => (value === '' ? [] : [`${name} ${word(value)}`]);

/** Where an order begins: names by their letters, everything else by size. */
function beginning({ sort, order }: Pick<ScreenerQuery, 'sort' | 'order'>): string {
  if (sort === 'name') return order === 'asc' ? 'from A' : 'from Z';
  return order === 'asc' ? 'smallest first' : 'largest first';
}

/** What a filter asks for, part by part. Example: sector DeFi, at least +10 % in 30 days and the rest as usual is [“sector DeFi”, “Change, 30 d ≥ +10.0 %”]. */
export function filterWords(query: ScreenerQuery, features: readonly ScreenerFeature[]): string[] {
  const sorted = query.sort === DEFAULT_QUERY.sort && query.order === DEFAULT_QUERY.order ? undefined : sortedColumn(query, features);
  const columns = query.columns.length;
  return [
    ...(query.q === '' ? [] : [`“${query.q}”`]),
    ...named('sector', query.sector), ...named('ecosystem', query.ecosystem), ...named('consensus', query.consensus), ...named('rating', query.rating), ...named('size', query.size),
    ...(query.up ? ['30 d above 0'] : []),
    ...query.where.map((condition) => conditionWords(condition, features)),
    ...(query.all ? ['also what no index may hold'] : []),
    ...(sorted === undefined ? [] : [`sorted by ${measureName(sorted)}, ${beginning(query)}`]),
    ...(columns === 0 ? [] : [columns === 1 ? '1 column of its own' : `${columns} columns of its own`]),
  ];
}
