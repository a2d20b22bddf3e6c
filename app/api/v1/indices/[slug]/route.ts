import { indexEndpoint } from '@/lib/schemas/api/indices';
import { readIndex } from '@/lib/services/indices/read-indices';
import { readRoute } from '../../handle';
import { ofMarket } from '../../of-market';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(indexEndpoint, ({ params }) => ofMarket(readIndex(params.slug)));
