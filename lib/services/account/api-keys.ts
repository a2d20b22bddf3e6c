import 'server-only';
import { systemClock } from '@/lib/clock';
import { countApiKeys, createApiKeyWithin, listApiKeys, revokeApiKey, type ApiKeyRecord } from '@/lib/data/api-keys';
import { MAX_API_KEYS } from '@/lib/schemas/account';

export interface ApiKeySummary {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

function summary({ id, name, prefix, createdAt, lastUsedAt, revokedAt }: ApiKeyRecord): ApiKeySummary {
  return { id, name, prefix, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null };
}

export async function readApiKeys(userId: string): Promise<ApiKeySummary[]> {
  return (await listApiKeys(userId)).map(summary);
}

/** How many keys of a person open the API. */
export function countLiveKeys(userId: string): Promise<number> {
  return countApiKeys(userId);
}

/** Makes a key, shown this once; `null` where the person has as many as allowed. */
export async function makeApiKey(userId: string, name: string): Promise<(ApiKeySummary & { readonly key: string }) | null> {
  const made = await createApiKeyWithin(userId, name, MAX_API_KEYS);
  return made && { ...summary(made.record), key: made.key };
}

export function endApiKey(userId: string, id: string): Promise<boolean> {
  return revokeApiKey(userId, id, systemClock.now());
}
