import { indexEndpoint } from '@/lib/schemas/api/indices';
import { readIndex } from '@/lib/services/indices/read-indices';
import { readRoute } from '../../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(indexEndpoint, ({ params }) => readIndex(params.slug));
