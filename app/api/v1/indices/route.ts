import { indicesEndpoint } from '@/lib/schemas/api/indices';
import { listIndices } from '@/lib/services/indices/read-indices';
import { readRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(indicesEndpoint, ({ query }) => listIndices(query));
