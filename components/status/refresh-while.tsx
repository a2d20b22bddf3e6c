'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const EVERY_MS = 3_000;

/** Reads the page again while something is being computed. Without JavaScript the page says when it was read. */
export function RefreshWhile({ busy }: { readonly busy: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [busy, router]);
  return null;
}
