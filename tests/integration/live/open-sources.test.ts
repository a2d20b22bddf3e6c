import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '@/lib/clock';
import { pool } from '@/lib/data/pool';
import { SourceError, type LiveProvider } from '@/lib/providers/live-port';
import { createLiveProviders } from '@/lib/providers/registry';
import { DEFAULT_SOURCE_SETTINGS, parseSourceSettings } from '@/lib/schemas/sources';
import { readSources } from '@/lib/services/live/read-sources';
import { BREAKER, createSourceGate, retrySource } from '@/lib/services/live/source-gate';
import { loadSourceSettings, saveSourceSettings } from '@/lib/services/live/source-settings';
import { startSources, type RunningSources } from '@/tests/support/source-stubs/start-sources';

const KEY = 'CG-a-secret-key-0123';
const FAST = { coingecko: { capacity: 100, perMinute: 6_000, perMonth: null }, 'alternative-me': { capacity: 100, perMinute: 6_000, perMonth: null } };

let sources: RunningSources;
beforeAll(async () => void (sources = await startSources({ assets: 30 })));
afterAll(() => sources.stop());
beforeEach(() => sources.clearRequests());
afterEach(async () => {
  sources.heal();
  vi.unstubAllEnvs();
  await pool.query('DELETE FROM source_state');
  await pool.query(`DELETE FROM app_setting WHERE key = 'sources'`);
});

/** A worker or a web process of the installation, with its own gate. */
function process(): LiveProvider {
  const settings = parseSourceSettings({ limits: FAST });
  const keys = { coingeckoKey: KEY, coingeckoPlan: 'demo', githubToken: null } as const;
  const gate = createSourceGate({ limitOf: (source) => settings.limits[source] ?? { capacity: 5, perMinute: 5, perMonth: null } });
  const made = createLiveProviders({ settings, urls: sources.urls, keys, gate, clock: systemClock, requests: { firstWaitMs: 1 } });
  return made.find(({ source }) => source === 'coingecko') ?? expect.fail('no CoinGecko');
}

const failure = (answer: Promise<unknown> | undefined): Promise<SourceError> => (answer ?? Promise.resolve()).then(() => expect.fail('was answered'), (thrown: unknown) => thrown as SourceError);
const health = async (source: string) => (await readSources()).find((each) => each.source === source);

/** The product as it starts with these settings in its environment. */
async function started(environment: Readonly<Partial<Record<string, string>>>) {
  for (const name of ['BANDWISE_OFFLINE', 'MARKET_DATA_DIR', 'BANDWISE_SOURCE_URLS']) vi.stubEnv(name, environment[name]);
  vi.resetModules();
  const { openSources: open } = await import('@/lib/services/live/open-sources');
  const { readSources: read } = await import('@/lib/services/live/read-sources');
  return { open, read };
}

describe('an installation', () => {
  it.each([{ BANDWISE_OFFLINE: '1' }, { MARKET_DATA_DIR: '/somewhere' }])('that stays offline by %o opens no source and lists all as off', async (environment) => {
    const { open, read } = await started(environment);
    expect((await open()).providers).toEqual([]);
    expect(new Set((await read()).map(({ state }) => state))).toEqual(new Set(['off']));
  });

  it('that is online asks the addresses that it was given', async () => {
    const { open, read } = await started({ BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls) });
    const { providers } = await open();
    expect((await providers.find(({ source }) => source === 'coingecko')?.quotes?.(['bitcoin']))?.rows).toHaveLength(1);
    expect(sources.requests.map(({ source }) => source)).toEqual(['coingecko']);
    const states = Object.fromEntries((await read()).map(({ source, state }) => [source, state]));
    expect(states).toMatchObject({ coingecko: 'ok', defillama: 'unseen', coinmetrics: 'off' });
  });

  it.each(['{', '7', '{"coingecko":"ftp://x"}', '{"coingecko":"nowhere"}'])('says what is wrong with the addresses %s', async (addresses) => {
    const { open } = await started({ BANDWISE_SOURCE_URLS: addresses });
    await expect(open()).rejects.toThrow(/BANDWISE_SOURCE_URLS: must be a JSON object of addresses by source/);
  });
});

describe('settings of the sources', () => {
  it('are the defaults until the owner saves others', async () => {
    expect(await loadSourceSettings()).toEqual(DEFAULT_SOURCE_SETTINGS);
    const mine = { ...DEFAULT_SOURCE_SETTINGS, listing: 250, feeds: ['https://example.org/feed'] };
    await saveSourceSettings(mine);
    expect(await loadSourceSettings()).toEqual(mine);
  });

  it('do not stop the installation when what is stored no longer fits', async () => {
    await pool.query(`INSERT INTO app_setting (key, value) VALUES ('sources', '{"listing": "many", "feeds": ["https://example.org/feed"], "limits": 7}')`);
    expect(await loadSourceSettings()).toEqual({ ...DEFAULT_SOURCE_SETTINGS, feeds: ['https://example.org/feed'] });
  });
});

describe('two processes and one source', () => {
  it('wait together when it asked one of them to', async () => {
    sources.inject({ fault: 'rate-limited', source: 'coingecko', retryAfter: '90', times: 1 });
    expect(await failure(process().quotes?.(['bitcoin']))).toMatchObject({ kind: 'rate-limited' });
    expect(await failure(process().quotes?.(['bitcoin']))).toMatchObject({ kind: 'rate-limited', message: 'asked us to wait' });
    expect(sources.requests).toHaveLength(1);
    expect(await health('coingecko')).toMatchObject({ failures: 0, errorKind: 'rate-limited' });
  });

  it('let it rest together after five failures, and ask again when the owner wants it', async () => {
    sources.inject({ fault: 'server-error', source: 'coingecko' });
    await failure(process().quotes?.(['bitcoin']));
    await failure(process().quotes?.(['bitcoin']));
    const asked = sources.requests.length;
    expect(asked).toBe(BREAKER.failures);
    expect((await failure(process().quotes?.(['bitcoin']))).message).toContain('rests after 5 failures in a row');
    expect(sources.requests).toHaveLength(asked);
    expect(await health('coingecko')).toMatchObject({ breaker: 'open', failures: 5, errorKind: 'failed' });
    sources.heal();
    await retrySource('coingecko');
    expect((await process().quotes?.(['bitcoin']))?.rows).toHaveLength(1);
    expect(await health('coingecko')).toMatchObject({ breaker: 'closed', failures: 0, error: null, errorKind: null });
  });

  it('keep no key in what is stored about it', async () => {
    sources.inject({ fault: 'forbidden', source: 'coingecko' });
    await failure(process().quotes?.(['bitcoin']));
    const { rows } = await pool.query<{ all: string }>(`SELECT string_agg(source_state::text, ' ') AS all FROM source_state`);
    expect(rows[0]?.all).toContain('answered 403');
    expect(rows[0]?.all).not.toContain(KEY);
  });

  it('spend one quota', async () => {
    await process().quotes?.(['bitcoin']);
    await process().quotes?.(['bitcoin']);
    const { rows } = await pool.query<{ asked: number }>(`SELECT month_requests AS asked FROM source_state WHERE source = 'coingecko'`);
    expect(rows[0]?.asked).toBe(2);
  });
});
