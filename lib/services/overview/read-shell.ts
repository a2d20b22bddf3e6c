import 'server-only';
import { cache } from 'react';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { loadOpenJobs, type OpenJob } from '@/lib/data/open-jobs';

export type { DatasetSummary, OpenJob };

/** The frame's facts, read once a request. Null where nothing is imported yet. */
export const readShell: () => Promise<DatasetSummary | null> = cache(activeDataset);

/** What is still being computed, for pages that would otherwise look empty. */
export const readOpenJobs: () => Promise<OpenJob[]> = cache(loadOpenJobs);
