import 'server-only';
import { activeDataset } from '@/lib/data/dataset';
import { marketOf } from '@/lib/data/prices';
import { findSuggestion } from '@/lib/data/suggestions';
import { readSuggestion, type Suggestion } from './read-suggestions';
import { staleSince, type StaleSince } from './stale-since';

export interface SuggestionPage {
  readonly suggestion: Suggestion;
  readonly names: Readonly<Record<string, { readonly name: string; readonly symbol: string }>>;
  /** Of one that could still be accepted: tokens whose closes have become too old since. */
  readonly stale: readonly StaleSince[];
}

/** What of a suggestion nothing is advised about any more; of one that is settled, nothing: it stands as it was. */
export async function staleNow(suggestion: Suggestion, datasetId: number): Promise<StaleSince[]> {
  const dataset = suggestion.state === 'open' ? await activeDataset() : null;
  return dataset?.id === datasetId ? staleSince(suggestion, dataset) : [];
}

/** One of a person's suggestions with the names of its tokens; null where it is not theirs or not there. */
export async function readSuggestionPage(userId: string, id: string): Promise<SuggestionPage | null> {
  const [suggestion, row] = await Promise.all([readSuggestion(userId, id), findSuggestion(userId, id)]);
  if (suggestion === null || row === null) return null;
  const market = await marketOf(row.datasetId, suggestion.plan.drift.map((drift) => drift.asset));
  return { suggestion, names: Object.fromEntries([...market].map(([asset, { name, symbol }]) => [asset, { name, symbol }])), stale: await staleNow(suggestion, row.datasetId) };
}
