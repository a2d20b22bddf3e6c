import { tokensEndpoint } from '@/lib/schemas/api/tokens';
import { listTokens } from '@/lib/services/tokens/list-tokens';
import { readRoute } from '../handle';
import { ofMarket } from '../of-market';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(tokensEndpoint, ({ query }) => ofMarket(listTokens(query)));
