import 'server-only';
import type { DatasetSummary } from '@/lib/data/dataset';
import { offlineReason } from '@/lib/env';
import { marketMode } from '@/lib/services/jobs/market-mode';

/** Where the market of this installation comes from now. */
export type Mode = 'live' | 'starting' | 'simulated' | 'offline' | 'folder';

/** The mode and the sentence that says it. */
export function readMode(dataset: DatasetSummary | null): { readonly mode: Mode; readonly words: string } {
  const set = marketMode();
  if (set === 'folder') return { mode: 'folder', words: 'The market comes from a folder. It stands still between imports, and no request leaves this machine.' };
  if (set === 'offline') return { mode: 'offline', words: `${offlineReason() ?? 'This installation stays offline.'} ${dataset?.simulated === true ? 'The market is a simulated one, made here.' : 'What was stored before stays.'}` };
  if (dataset === null) return { mode: 'starting', words: 'The sources are being asked for today’s market.' };
  if (dataset.live) return { mode: 'live', words: 'The market is live: sources on the network are asked on a schedule, each within its limits.' };
  if (dataset.simulated) return { mode: 'simulated', words: 'The market is a simulated one: no source answered at the first start. They are asked again every ten minutes.' };
  return { mode: 'folder', words: 'The market was imported from a folder and stands still between imports.' };
}
