import { indexRebalancesEndpoint } from '@/lib/schemas/api/indices';
import { readIndexRebalances } from '@/lib/services/indices/read-indices';
import { readRoute } from '../../../handle';
import { isMarketSimulated } from '../../../of-market';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(indexRebalancesEndpoint, ({ params }) => readIndexRebalances(params.slug), isMarketSimulated);
