'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Autocomplete, Dialog, Input, Label, Menu, MenuItem, Modal, ModalOverlay, SearchField } from 'react-aria-components';

interface Found {
  readonly href: string;
  readonly name: string;
  readonly hint: string;
}

interface TokensAnswer {
  readonly tokens: readonly { readonly id: string; readonly name: string; readonly symbol: string }[];
}
interface IndicesAnswer {
  readonly indices: readonly { readonly slug: string; readonly name: string; readonly tier: string }[];
}

async function ask<Answer>(path: string, signal: AbortSignal): Promise<Answer | null> {
  const response = await fetch(path, { signal });
  return response.ok ? ((await response.json()) as Answer) : null;
}

/** What is called exactly so comes first, then what begins so; otherwise the order stays. */
function closeness({ name, hint }: Found, wanted: string): number {
  if (name.toLowerCase() === wanted || hint.toLowerCase() === wanted) return 0;
  return name.toLowerCase().startsWith(wanted) ? 1 : 2;
}

async function find(query: string, signal: AbortSignal): Promise<Found[]> {
  if (query === '') return [];
  const tokens = await ask<TokensAnswer>(`/api/v1/tokens?query=${encodeURIComponent(query)}&limit=8`, signal);
  const indices = await ask<IndicesAnswer>('/api/v1/indices', signal);
  const wanted = query.toLowerCase();
  const matching = (indices?.indices ?? []).filter((index) => index.name.toLowerCase().includes(wanted) || index.slug.includes(wanted));
  const found = [
    ...matching.slice(0, 5).map((index) => ({ href: `/indices/${index.slug}`, name: index.name, hint: `${index.tier} index` })),
    ...(tokens?.tokens ?? []).map((token) => ({ href: `/tokens/${token.id}`, name: token.name, hint: token.symbol })),
  ];
  return found.sort((a, b) => closeness(a, wanted) - closeness(b, wanted));
}

function useFound(query: string): Found[] {
  const [found, setFound] = useState<Found[]>([]);
  useEffect(() => {
    const control = new AbortController();
    const wait = setTimeout(() => {
      find(query.trim(), control.signal).then(setFound, () => undefined);
    }, 120);
    return () => {
      clearTimeout(wait);
      control.abort();
    };
  }, [query]);
  return found;
}

/** Type a name, press Enter, be there. */
export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const [query, setQuery] = useState('');
  const found = useFound(query);
  const go = (href: string | number | null): void => {
    if (typeof href !== 'string') return;
    onClose();
    router.push(href);
  };
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog">
        <Dialog aria-label="Search tokens and indices" className="p-4 outline-none">
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            <SearchField autoFocus>
              <Label className="mb-1.5 block text-sm font-medium">Search tokens and indices</Label>
              <span className="input"><Input placeholder="Name, symbol or id" /></span>
            </SearchField>
            <Menu<Found> items={found} onAction={go} className="mt-2 max-h-[50vh] overflow-auto outline-none" aria-label="Found" renderEmptyState={() => <p className="faint py-3 text-sm">{query === '' ? 'Type a name, for example bitcoin.' : 'Nothing has that name.'}</p>}>
              {(item) => (
                <MenuItem id={item.href} textValue={item.name} className="flex min-h-10 cursor-pointer items-center justify-between gap-4 rounded-[2px] px-2 text-sm outline-none data-[focused]:bg-accent-soft">
                  <span>{item.name}</span>
                  <span className="faint text-xs">{item.hint}</span>
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
