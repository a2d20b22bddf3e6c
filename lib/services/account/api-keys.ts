import 'server-only';
import { systemClock } from '@/lib/clock';
import { countApiKeys, createApiKey, listApiKeys, revokeApiKey, type ApiKeyRecord } from '@/lib/data/api-keys';
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

/** Makes a key, shown this once; `null` where the person has as many as allowed. */
export async function makeApiKey(userId: string, name: string): Promise<(ApiKeySummary & { readonly key: string }) | null> {
  if ((await countApiKeys(userId)) >= MAX_API_KEYS) return null;
  const { key, record } = await createApiKey(userId, name);
  return { ...summary(record), key };
}

export function endApiKey(userId: string, id: string): Promise<boolean> {
  return revokeApiKey(userId, id, systemClock.now());
}
