import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { CATEGORY_IDS, classify } from '@/lib/providers/coingecko/categories';
import { SourceError } from '@/lib/providers/live-port';
import { askingNames } from './asking-names';
import type { Tell } from './daily-closes';
import { LISTS_MARKET, thoseWith, type Live } from './live';
import { planHistory } from './plan-backfill';

/** A quota that is used up for so long is waited for; a longer rest ends the round. */
const PATIENCE_MS = 180_000;
/** What was learnt is stored every so many categories, so that an interruption loses little. */
const STORE_EVERY = 8;

/** Asks once the quota allows it. */
async function patiently<T>(live: Live, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof SourceError) || error.kind !== 'rate-limited' || error.retryAt === null) throw error;
      const wait = error.retryAt.getTime() - live.clock.now().getTime();
      if (wait > PATIENCE_MS) throw error;
      await pause(Math.max(1_000, wait));
    }
  }
}

/**
 * What the categories of the market's listing say of the assets in them: kinds first, since until an asset is known to be a coin or a token
 * no index holds it. Each asset is classified by all of its categories that are known so far.
 */
export async function refreshCategories(live: Live, tell: Tell = () => undefined): Promise<string> {
  const provider = thoseWith(live.providers, 'category').find(({ source }) => source === LISTS_MARKET);
  if (!provider) return 'no source of it is switched on';
  const listed = new Set((await askingNames(provider.source)).values());
  const of = new Map<string, string[]>();
  const store = () =>
    live.store.categories({ datasetId: live.datasetId }, provider.source, [...of].map(([externalId, categories]) => ({ externalId, ...classify({ externalId, categories }) })), live.clock.now());
  for (const [i, category] of CATEGORY_IDS.entries()) {
    tell(i / CATEGORY_IDS.length, `${category}, ${i + 1} of ${CATEGORY_IDS.length} categories`);
    for (const externalId of await patiently(live, () => provider.category(category, listed))) of.set(externalId, [...(of.get(externalId) ?? []), category]);
    if ((i + 1) % STORE_EVERY === 0) await store();
  }
  await store();
  await live.store.merge(live.datasetId);
  // What is now known to be a coin or a token may be held: its history is more urgent than it seemed.
  await planHistory(live);
  return `${of.size} assets in ${CATEGORY_IDS.length} categories`;
}
