import { pool } from '@/lib/data/pool';
import { createLiveProviders } from '@/lib/providers/registry';
import { parseSourceSettings, type SourceLimit, type SourceSettings } from '@/lib/schemas/sources';
import { ensureLiveDataset } from '@/lib/services/live/ensure-live-dataset';
import { firstStart } from '@/lib/services/live/first-start';
import { listingSource, type Live } from '@/lib/services/live/live';
import { liveStore } from '@/lib/services/live/live-store';
import { createSourceGate } from '@/lib/services/live/source-gate';
import { startSources, type RunningSources } from './source-stubs/start-sources';

export const UNLIMITED: SourceLimit = { capacity: 1_000, perMinute: 60_000, perMonth: null };

export interface OpenOptions {
  /** What the gate lets through; everything without it. */
  readonly limits?: (source: string) => SourceLimit;
  readonly settings?: Partial<SourceSettings>;
}

/** A live market over the stand-ins, at noon of a day that only the test moves. */
export interface LiveOverStubs {
  readonly sources: RunningSources;
  /** Holds as a worker's session does, within this process. */
  readonly session: { take(lane: string): Promise<boolean>; leave(lane: string): Promise<void> };
  setNow(day: string): void;
  /** Nothing stored, every source well, the first day again. */
  reset(): Promise<void>;
  /** The live market as a worker opens it. */
  open(options?: OpenOptions): Promise<Live>;
  /** The same after its first start. */
  begin(options?: OpenOptions): Promise<Live>;
}

/** `since`: no asset is older. */
export async function liveOverStubs({ assets, seed, today, since }: { readonly assets: number; readonly seed: number; readonly today: string; readonly since?: string }): Promise<LiveOverStubs> {
  const sources = await startSources({ assets, seed, today, ...(since === undefined ? {} : { since }) });
  let now = new Date(`${today}T12:00:00Z`);
  const clock = { now: () => now };
  const held = new Set<string>();
  const setNow = (day: string): void => {
    now = new Date(`${day}T12:00:00Z`);
    sources.setNow(now);
  };

  async function open({ limits = () => UNLIMITED, settings: changes = {} }: OpenOptions = {}): Promise<Live> {
    const settings = { ...parseSourceSettings({ listing: assets, exchanges: ['kraken'] }), ...changes };
    const gate = createSourceGate({ limitOf: limits, now: clock.now, sleep: () => Promise.resolve(), maxWaitMs: 0 });
    const keys = { coingeckoKey: null, coingeckoPlan: 'demo', githubToken: null } as const;
    const providers = createLiveProviders({ settings, urls: sources.urls, keys, gate, clock, requests: { firstWaitMs: 1, attempts: 1 } });
    return { datasetId: await ensureLiveDataset(), providers, settings, store: liveStore, clock };
  }

  async function begin(options?: OpenOptions): Promise<Live> {
    const live = await open(options);
    const provider = listingSource(live.providers);
    if (!provider) throw new Error('nothing lists');
    await firstStart(live, provider, () => undefined);
    return live;
  }

  return {
    sources,
    session: { take: (lane) => Promise.resolve(!held.has(lane) && held.add(lane).has(lane)), leave: (lane) => Promise.resolve(void held.delete(lane)) },
    setNow,
    async reset() {
      sources.heal();
      setNow(today);
      await pool.query('TRUNCATE dataset, asset, source_asset, source_daily, source_change, daily_fact, metric_fact, market_fact, backfill_task, source_state, quote, day_digest, refused_answer, withheld_fact, job_state CASCADE');
    },
    open,
    begin,
  };
}

/** The one value that a query in brackets gives. */
export const oneValue = async <T>(sql: string): Promise<T | undefined> => (await pool.query<{ value: T }>(`SELECT (${sql}) AS value`)).rows[0]?.value;

/** Lets an index hold an asset, as far as fetching needs to know. */
export const holdInIndex = (datasetId: number, assetId: string): Promise<unknown> =>
  pool.query(`INSERT INTO index_state (dataset_id, slug, version, status, missing, sparkline, metrics, holdings, notes, input_hash) VALUES ($1, 'x', 1, 'live', '{}', '{}', '{}', $2, '{}', '')`, [datasetId, JSON.stringify([{ id: assetId }])]);
