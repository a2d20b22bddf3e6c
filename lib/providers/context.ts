import 'server-only';
import type { Clock } from '@/lib/clock';
import type { SourceAccess, SourceSettings } from '@/lib/schemas/sources';
import type { SourceGate } from './http/gate';
import { SourceMemory } from './http/remember';
import { createSourceFetch, type SourceFetchOptions } from './http/source-fetch';
import type { NetworkSource } from './live-port';

/** What live sources are made from. `urls` are other addresses than the public ones, by source or host of a source. */
export interface LiveSetup {
  readonly settings: SourceSettings;
  readonly urls: Readonly<Record<string, string>>;
  readonly keys: SourceAccess;
  readonly gate: SourceGate;
  readonly clock: Clock;
  /** What is remembered from one job to the next; without it, nothing. */
  readonly memory?: SourceMemory;
  /** For tests: shorter waits, seeded jitter. */
  readonly requests?: SourceFetchOptions;
  /** Ends every request that is under way: nobody waits for its answer. */
  readonly over?: AbortSignal | undefined;
}

/** What a provider is made from. */
export interface ProviderContext {
  readonly settings: SourceSettings;
  readonly keys: SourceAccess;
  readonly clock: Clock;
  readonly memory: SourceMemory;
  /** The address under a key of `BANDWISE_SOURCE_URLS`, else the public one; without a slash at its end. */
  url(key: string, publicUrl: string): string;
  /** The given address, null where the public one is used. */
  ownUrl(key: string): string | null;
  fetch(source: NetworkSource, options?: SourceFetchOptions): typeof fetch;
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** A fetch that ends with the signal too. */
function within(over: AbortSignal | undefined, ask: typeof fetch): typeof fetch {
  if (over === undefined) return ask;
  return (input, init) => {
    const own = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    return ask(input, { ...init, signal: own ? AbortSignal.any([own, over]) : over });
  };
}

export function providerContext({ settings, urls, keys, gate, clock, memory = new SourceMemory(), requests, over }: LiveSetup): ProviderContext {
  const secrets = [keys.coingeckoKey, keys.githubToken];
  return {
    settings,
    keys,
    clock,
    memory,
    url: (key, publicUrl) => withoutSlash(urls[key] ?? publicUrl),
    ownUrl: (key) => (urls[key] === undefined ? null : withoutSlash(urls[key])),
    fetch: (source, options) => within(over, createSourceFetch(source, gate, { clock, secrets, ...options, ...requests })),
  };
}
