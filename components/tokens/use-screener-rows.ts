'use client';

import { useQuery } from '@tanstack/react-query';
import type { ScreenerRow } from './screener-row';

const MOST = 500;

interface Page {
  readonly tokens: readonly ScreenerRow[];
  readonly next: string | null;
}

async function fetchAll(signal: AbortSignal): Promise<ScreenerRow[]> {
  const rows: ScreenerRow[] = [];
  let next: string | null = '';
  while (next !== null) {
    const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const response = await fetch(`/api/v1/tokens?limit=${MOST}${cursor}`, { signal });
    if (!response.ok) throw new Error(`The list of tokens answered ${response.status}`);
    const page = (await response.json()) as Page;
    rows.push(...page.tokens);
    next = page.next;
  }
  return rows;
}

/** Every token, once; undefined until they are here. The first page stands in the document already. */
export function useScreenerRows(): readonly ScreenerRow[] | undefined {
  const { data } = useQuery({ queryKey: ['tokens'], queryFn: ({ signal }) => fetchAll(signal), staleTime: 5 * 60_000, retry: 1 });
  return data;
}
