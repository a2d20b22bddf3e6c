import 'server-only';
import { cache } from 'react';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { countUnseenAlerts } from '@/lib/data/alert-reads';
import { loadOpenJobs, type OpenJob } from '@/lib/data/open-jobs';
import type { Freshness } from '@/lib/domain/market/freshness';
import { readSwitch, type SwitchState } from '@/lib/services/live/switch-state';
import { freshnessOfMarket } from '@/lib/services/market/read-freshness';

export type { DatasetSummary, OpenJob };

/** The frame's facts, read once a request. Null where nothing is imported yet. */
export const readShell: () => Promise<DatasetSummary | null> = cache(activeDataset);

/** What is still being computed, for pages that would otherwise look empty. */
export const readOpenJobs: () => Promise<OpenJob[]> = cache(loadOpenJobs);

export interface FreshnessMark {
  readonly lastDay: string;
  readonly live: boolean;
  readonly freshness: Freshness;
  /** Share of the history that is there, while the rest is being fetched; null otherwise. */
  readonly history: number | null;
}

/** What the header says of the market's age; null before the first import. */
export const readFreshnessMark = cache(async (): Promise<FreshnessMark | null> => {
  const dataset = await readShell();
  if (dataset === null) return null;
  const backfill = dataset.live ? (await readOpenJobs()).find(({ name, state }) => name === 'backfill' && state !== 'failed') : undefined;
  return { lastDay: dataset.lastDay, live: dataset.live, freshness: freshnessOfMarket(dataset), history: backfill?.progress ?? null };
});

/** Whether the simulated market can give way; nothing is asked of a real one. */
export const readShellSwitch = cache(async (): Promise<SwitchState> => ((await readShell())?.simulated === true ? readSwitch() : { offer: null, requested: false }));

/** How many alerts a person has not read. */
export const readUnseenAlerts: (userId: string) => Promise<number> = cache(countUnseenAlerts);
