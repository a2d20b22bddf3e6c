'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { formatCount, formatNumber } from '@/lib/format/number';
import { SavedFilters } from './saved-filters';
import { shownFeatures, sortedColumn } from './screener-columns';
import { ScreenerFilters } from './screener-filters';
import { ScreenerList } from './screener-list';
import { ScreenerPages } from './screener-pages';
import { applyScreenerQuery, neededFeatures, PAGE_SIZE, parseScreenerQuery, screenerSearch, type ScreenerChoices, type ScreenerQuery } from './screener-query';
import { isFeatureMeasure, type ScreenerFeature } from '@/lib/schemas/screener-measures';
import type { ScreenerRow } from './screener-row';
import { ScreenerTable } from './screener-table';
import { useScreenerRows } from './use-screener-rows';

export interface ScreenerProps {
  /** The page of rows that stands in the document. */
  readonly rows: readonly ScreenerRow[];
  /** How many the query has in all. */
  readonly total: number;
  readonly query: ScreenerQuery;
  readonly choices: ScreenerChoices;
  /** What can be chosen beside the figures. */
  readonly features: readonly ScreenerFeature[];
}

/** The live query: from the address, and back into it. */
function useLiveQuery(initial: ScreenerQuery): [ScreenerQuery, (query: ScreenerQuery) => void] {
  const [query, setQuery] = useState(initial);
  useEffect(() => setQuery(initial), [initial]);
  const change = useCallback((next: ScreenerQuery) => {
    setQuery(next);
    window.history.replaceState(null, '', `/tokens${screenerSearch(next)}`);
  }, []);
  return [query, change];
}

function Live({ rows, total, query: initial, choices, features }: ScreenerProps) {
  const [query, setQuery] = useLiveQuery(initial);
  const all = useScreenerRows(neededFeatures(query));
  const deferred = useDeferredValue(query);
  const found = useMemo(() => (all === undefined ? rows : applyScreenerQuery(all, deferred)), [all, rows, deferred]);
  const search = screenerSearch({ ...query, page: 1 });
  const input = (
    <input type="search" name="q" value={query.q} placeholder="Name, symbol or id" aria-label="Search tokens" onChange={(event) => setQuery({ ...query, q: event.target.value, page: 1 })} />
  );
  return (
    <>
      <ScreenerFilters query={query} choices={choices} features={features} search={input} saved={<SavedFilters search={search} features={features} />} />
      <div className={isFeatureMeasure(query.sort) || shownFeatures(query, features).length > 0 ? 'scroll' : undefined}><ScreenerTable rows={found} query={query} features={features} onQuery={setQuery} /></div>
      <ScreenerList rows={all === undefined ? found : found.slice(0, PAGE_SIZE * query.page)} features={shownFeatures(query, features)} sorted={sortedColumn(query, features)} />
      {found.length === 0 && <p className="callout">No token passes all of these filters. Take one away, or look at <a href="/tokens?all=1">all of them</a>.</p>}
      <p className="cap" role="status">
        {all === undefined ? `Rows ${formatNumber((query.page - 1) * PAGE_SIZE + (rows.length > 0 ? 1 : 0))} to ${formatNumber((query.page - 1) * PAGE_SIZE + rows.length)} of ${formatNumber(total)}` : formatCount(found.length, 'token')}.
        {' '}Volatility over 90 days, a year; drawdown from the 365-day high; traded value is the 30-day median as reported. Dots: lenses present, of six. Ratings change 2 points after the threshold and 3 days, so 69 can be a buy and 40 a sell. A feature shows its value, then its percentile among the graded. <a href={`/tokens.csv${search}${search === '' ? '?' : '&'}features=all`} download>These rows with every feature</a>, <a href="/grades.csv" download>all grades of the day</a> as CSV.
      </p>
      <ScreenerPages query={query} total={all === undefined ? total : found.length} live={all !== undefined} onMore={() => setQuery({ ...query, page: query.page + 1 })} />
    </>
  );
}

/** The screener: plain rows and links until it is live, then instant. */
export function Screener(props: Omit<ScreenerProps, 'query'> & { readonly search: string }) {
  const [client] = useState(() => new QueryClient());
  const query = useMemo(() => parseScreenerQuery(new URLSearchParams(props.search)), [props.search]);
  return (
    <QueryClientProvider client={client}>
      <Live rows={props.rows} total={props.total} choices={props.choices} features={props.features} query={query} />
    </QueryClientProvider>
  );
}
