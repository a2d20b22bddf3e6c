import 'server-only';
import { cache } from 'react';
import { loadOpenJobs, loadShellDataset, type ShellDataset, type ShellJob } from '@/lib/data/shell';

export type { ShellDataset, ShellJob };

/** The frame's facts, read once a request. Null where nothing is imported yet. */
export const readShell: () => Promise<ShellDataset | null> = cache(loadShellDataset);

/** What is still being computed, for pages that would otherwise look empty. */
export const readOpenJobs: () => Promise<ShellJob[]> = cache(loadOpenJobs);
