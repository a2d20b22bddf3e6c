import { tokensEndpoint } from '@/lib/schemas/api/tokens';
import { listTokens } from '@/lib/services/tokens/list-tokens';
import { readRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(tokensEndpoint, ({ query }) => listTokens(query));
