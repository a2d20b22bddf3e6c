import { statusEndpoint } from '@/lib/schemas/api/status';
import { readStatus } from '@/lib/services/status/read-status';
import { readRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(statusEndpoint, () => readStatus());
