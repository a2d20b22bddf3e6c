import { readProfileEndpoint, saveProfileEndpoint } from '@/lib/schemas/api/me';
import { readProfile, saveProfile } from '@/lib/services/planning/profile';
import { meRoute, on } from '../../me-route';

const NONE = { version: 0, answers: {}, complete: false, savedAt: null };

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(
  on(readProfileEndpoint, async ({ user }) => (await readProfile(user.id)) ?? NONE),
  on(saveProfileEndpoint, ({ user, body }) => saveProfile(user.id, body)),
);
