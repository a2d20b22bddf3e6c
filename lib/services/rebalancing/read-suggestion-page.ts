import 'server-only';
import { marketOf } from '@/lib/data/prices';
import { findSuggestion } from '@/lib/data/suggestions';
import { readSuggestion, type Suggestion } from './read-suggestions';

export interface SuggestionPage {
  readonly suggestion: Suggestion;
  readonly names: Readonly<Record<string, { readonly name: string; readonly symbol: string }>>;
}

/** One of a person's suggestions with the names of its tokens; null where it is not theirs or not there. */
export async function readSuggestionPage(userId: string, id: string): Promise<SuggestionPage | null> {
  const [suggestion, row] = await Promise.all([readSuggestion(userId, id), findSuggestion(userId, id)]);
  if (suggestion === null || row === null) return null;
  const market = await marketOf(row.datasetId, suggestion.plan.drift.map((drift) => drift.asset));
  return { suggestion, names: Object.fromEntries([...market].map(([asset, { name, symbol }]) => [asset, { name, symbol }])) };
}
