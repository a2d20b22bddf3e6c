import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { logger } from '@/lib/logger';
import type { LiveProvider } from '@/lib/providers/live-port';
import { listingSource, type With } from './live';

/** How long the first start waits for a sign of life of the network. */
const PROBE_MS = 6_000;

/** One listed asset is enough to know that a source answers. */
async function answers(provider: With<'listing'>): Promise<With<'listing'>> {
  for await (const page of provider.listing(1)) if (page.rows.length > 0) return provider;
  throw new Error(`${provider.source} lists nothing`);
}

function noAnswer(error: unknown): null {
  logger.info({ reason: error instanceof Error ? error.message : String(error) }, 'no source of market data answers');
  return null;
}

/** The source that lists the market, where it answers within six seconds; null where it does not. */
export async function probeSources(providers: readonly LiveProvider[], withinMs = PROBE_MS): Promise<With<'listing'> | null> {
  const provider = listingSource(providers);
  if (!provider) return null;
  const over = new AbortController();
  try {
    return await Promise.race([answers(provider).catch(noAnswer), pause(withinMs, null, { signal: over.signal })]);
  } finally {
    over.abort();
  }
}
