'use client';

import { useEffect, useState } from 'react';
import type { Catalogue } from '@/lib/domain/planning/types';

/** The published catalogue, fetched once it is wanted; `null` until it is here, and where it cannot be had. */
export function useCatalogue(wanted: boolean): Catalogue | null {
  const [catalogue, setCatalogue] = useState<Catalogue | null>(null);
  const missing = catalogue === null;
  useEffect(() => {
    if (!wanted || !missing) return undefined;
    const abort = new AbortController();
    fetch('/api/v1/catalogue', { signal: abort.signal })
      .then((response) => (response.ok ? (response.json() as Promise<Catalogue>) : null))
      .then(setCatalogue, () => undefined);
    return () => abort.abort();
  }, [wanted, missing]);
  return catalogue;
}
