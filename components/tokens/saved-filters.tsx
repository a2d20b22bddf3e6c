'use client';

import { Link } from '@/components/ui/link';
import type { ScreenerFeature } from '@/lib/schemas/screener-measures';
import { useCallback, useSyncExternalStore } from 'react';
import { Button } from '../ui/button';
import { filterWords } from './filter-words';
import { parseScreenerQuery } from './screener-query';

const KEY = 'saved-filters';
const MOST = 12;
const NONE = '[]';

function subscribe(change: () => void): () => void {
  window.addEventListener('storage', change);
  return () => window.removeEventListener('storage', change);
}

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? NONE;
  } catch {
    return NONE;
  }
}

function parse(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string' && each.startsWith('?')).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function write(searches: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches));
    window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
  } catch {
    // Storage may be closed to us: the address still holds the filter.
  }
}

/** “sector DeFi; Return, 30 d ≥ +10 %; sorted by Change, 30 d”: an address in words, as it stands where no part of it means anything any more. */
function title(search: string, features: readonly ScreenerFeature[]): string {
  return filterWords(parseScreenerQuery(new URLSearchParams(search)), features).join('; ') || search;
}

/** A filter is its address; this browser remembers the ones a reader keeps. */
export function SavedFilters({ search, features }: { readonly search: string; readonly features: readonly ScreenerFeature[] }) {
  const saved = parse(useSyncExternalStore(subscribe, read, () => NONE));
  const keep = useCallback(() => write([search, ...parse(read()).filter((each) => each !== search)].slice(0, MOST)), [search]);
  return (
    <details className="popover">
      <summary className="btn" aria-label="Saved filters">Saved</summary>
      <div className="popover-panel text-sm">
        {saved.length === 0 ? <p className="faint">None kept in this browser yet. A filter is its address: it can be kept as a bookmark too.</p> : (
          <ul>
            {saved.map((each) => (
              <li key={each} className="flex min-h-9 items-center justify-between gap-3 border-b border-line">
                <Link href={`/tokens${each}`}>{title(each, features)}</Link>
                <button type="button" className="faint min-h-9 cursor-pointer text-xs" aria-label={`Forget ${title(each, features)}`} onClick={() => write(saved.filter((other) => other !== each))}>forget</button>
              </li>
            ))}
          </ul>
        )}
        <p className="mt-3"><Button onClick={keep} disabled={search === '' || saved.includes(search)}>Keep this filter</Button></p>
      </div>
    </details>
  );
}
