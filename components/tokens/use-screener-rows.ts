'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ScreenerRow } from './screener-row';

const MOST = 500;

interface Page {
  readonly tokens: readonly ScreenerRow[];
  readonly next: string | null;
}

async function fetchAll(features: string, signal: AbortSignal): Promise<ScreenerRow[]> {
  const rows: ScreenerRow[] = [];
  let next: string | null = '';
  while (next !== null) {
    const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const response = await fetch(`/api/v1/tokens?limit=${MOST}${features === '' ? '' : `&features=${features}`}${cursor}`, { signal });
    if (!response.ok) throw new Error(`The list of tokens answered ${response.status}`);
    const page = (await response.json()) as Page;
    rows.push(...page.tokens);
    next = page.next;
  }
  return rows;
}

/** Every token with some features, once; undefined until they are here. The first page stands in the document already; other features come while the rows stay. */
export function useScreenerRows(codes: readonly string[]): readonly ScreenerRow[] | undefined {
  const features = [...codes].sort().join(',');
  const { data } = useQuery({ queryKey: ['tokens', features], queryFn: ({ signal }) => fetchAll(features, signal), staleTime: 5 * 60_000, retry: 1, placeholderData: keepPreviousData });
  return data;
}
