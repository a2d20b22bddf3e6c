import 'server-only';
import { parseSourceSettings, type SourceSettings } from '@/lib/schemas/sources';
import { isOwner } from '@/lib/services/account/sign-up';
import { requestJob } from '@/lib/services/jobs/request-job';
import { loadSourceSettings, saveSourceSettings } from './source-settings';

/** Merges every stored day anew: who answers first for a fact decides what the fact is. */
const MERGE_JOB = 'merge';

export type SourceChange = 'saved' | 'merging' | 'not-owner' | 'unchanged';

/**
 * Changes what the owner may change about the sources. A change of who answers, or in which order, asks for a merge of what is stored;
 * `saved` also where no worker hears it yet: it then takes effect with the next closes.
 */
export async function changeSources(userId: string, change: (settings: SourceSettings) => SourceSettings | null): Promise<SourceChange> {
  if (!(await isOwner(userId))) return 'not-owner';
  const before = await loadSourceSettings();
  const after = change(before);
  if (after === null) return 'unchanged';
  await saveSourceSettings(after);
  const decides = ({ enabled, order, exchanges }: SourceSettings): string => JSON.stringify([enabled, order, exchanges]);
  if (decides(parseSourceSettings(after)) === decides(before)) return 'saved';
  return (await requestJob(MERGE_JOB)) ? 'merging' : 'saved';
}
