import { revokeKeyEndpoint } from '@/lib/schemas/api/me';
import { endApiKey } from '@/lib/services/account/api-keys';
import { meRoute, on } from '../../../me-route';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(
  on(revokeKeyEndpoint, async ({ user, params }) => ((await endApiKey(user.id, params.id)) ? { id: params.id, revoked: true as const } : null)),
);
