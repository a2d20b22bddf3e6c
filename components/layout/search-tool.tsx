'use client';

import dynamic from 'next/dynamic';
import { useCallback, useState } from 'react';
import { SearchIcon } from './icons';
import { useShortcut } from './preference-tools';

const SearchDialog = dynamic(() => import('./search-dialog').then((module) => module.SearchDialog), { ssr: false });

/** A link to the screener that becomes a dialog over tokens and indices once the script is there; the key is `/`. */
export function SearchTool() {
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  useShortcut('/', show);
  return (
    <>
      <a
        className="tool"
        href="/tokens#search"
        aria-label="Search, key slash"
        aria-keyshortcuts="/"
        onClick={(event) => {
          event.preventDefault();
          show();
        }}
      >
        <SearchIcon />
        <kbd className="t">/</kbd>
      </a>
      {open && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}
