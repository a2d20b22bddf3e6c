import { countAttempt } from '@/lib/auth/rate-limits';
import { MAX_API_KEYS } from '@/lib/schemas/account';
import { createKeyEndpoint, listKeysEndpoint } from '@/lib/schemas/api/me';
import { ApiProblem } from '@/lib/schemas/api/problem';
import { makeApiKey, readApiKeys } from '@/lib/services/account/api-keys';
import { meRoute, on } from '../../me-route';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(
  on(listKeysEndpoint, async ({ user }) => ({ keys: await readApiKeys(user.id) })),
  on(createKeyEndpoint, async ({ user, body }) => {
    if (user.by === 'key') throw new ApiProblem(403, 'Keys are made from a session: a key cannot make keys.');
    const seconds = await countAttempt('keyCreate', user.id);
    if (seconds !== null) throw new ApiProblem(429, 'Too many new keys.', { retryAfterSeconds: seconds });
    const made = await makeApiKey(user.id, body.name);
    if (made === null) throw new ApiProblem(409, `You have ${MAX_API_KEYS} keys. Revoke one first.`);
    return made;
  }),
);
