'use client';

import { Link } from '@/components/ui/link';
import { useCallback, useSyncExternalStore } from 'react';
import { Button } from '../ui/button';

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

/** “sector defi, sort change30d”: an address in words. */
function title(search: string): string {
  return [...new URLSearchParams(search)].map(([key, value]) => (value === '1' ? key : `${key} ${value}`)).join(', ');
}

/** A filter is its address; this browser remembers the ones a reader keeps. */
export function SavedFilters({ search }: { readonly search: string }) {
  const saved = parse(useSyncExternalStore(subscribe, read, () => NONE));
  const keep = useCallback(() => write([search, ...parse(read()).filter((each) => each !== search)].slice(0, MOST)), [search]);
  return (
    <details className="popover wide-only">
      <summary className="btn" aria-label="Saved filters">Saved</summary>
      <div className="popover-panel text-sm">
        {saved.length === 0 ? <p className="faint">None kept in this browser yet. A filter is its address: it can be kept as a bookmark too.</p> : (
          <ul>
            {saved.map((each) => (
              <li key={each} className="flex min-h-9 items-center justify-between gap-3 border-b border-line">
                <Link href={`/tokens${each}`}>{title(each)}</Link>
                <button type="button" className="faint cursor-pointer text-xs" aria-label={`Forget ${title(each)}`} onClick={() => write(saved.filter((other) => other !== each))}>forget</button>
              </li>
            ))}
          </ul>
        )}
        <p className="mt-3"><Button onClick={keep} disabled={search === '' || saved.includes(search)}>Keep this filter</Button></p>
      </div>
    </details>
  );
}
