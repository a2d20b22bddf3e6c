import { indexLevelsEndpoint } from '@/lib/schemas/api/indices';
import { readIndexLevels } from '@/lib/services/indices/read-indices';
import { readRoute } from '../../../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(indexLevelsEndpoint, ({ params, query }) => readIndexLevels(params.slug, query));
