import { indicesEndpoint } from '@/lib/schemas/api/indices';
import { listIndices } from '@/lib/services/indices/read-indices';
import { readRoute } from '../handle';
import { ofMarket } from '../of-market';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(indicesEndpoint, ({ query }) => ofMarket(listIndices(query)));
