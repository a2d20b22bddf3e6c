import 'server-only';
import { sourceErrorOf } from '../http/source-fetch';
import { SourceError } from '../live-port';
import { schemaFault } from '../refusals';
import { fearGreedSchema } from './schema';

const SOURCE = 'alternative-me';

/** The newest `days` entries of the index; 0 for all since 2018. */
export async function fetchFearGreed(ask: typeof fetch, base: string, days: number): Promise<readonly unknown[]> {
  const answer = await ask(`${base}/fng/?limit=${days}`, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new SourceError(SOURCE, 'failed', `the index answered ${answer.status}`);
  const body: unknown = await answer.json().catch((thrown: unknown) => Promise.reject(sourceErrorOf(SOURCE, thrown)));
  const parsed = fearGreedSchema.safeParse(body);
  if (!parsed.success) throw new SourceError(SOURCE, 'garbled', `the index is not as documented: ${schemaFault(parsed.error)}`);
  if (parsed.data.metadata?.error) throw new SourceError(SOURCE, 'failed', `the index says: ${parsed.data.metadata.error.slice(0, 200)}`);
  return parsed.data.data;
}
