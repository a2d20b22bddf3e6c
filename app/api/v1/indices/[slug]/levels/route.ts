import { indexLevelsEndpoint } from '@/lib/schemas/api/indices';
import { readIndexLevels } from '@/lib/services/indices/read-indices';
import { readRoute } from '../../../handle';
import { ofMarket } from '../../../of-market';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(indexLevelsEndpoint, ({ params, query }) => ofMarket(readIndexLevels(params.slug, query)));
