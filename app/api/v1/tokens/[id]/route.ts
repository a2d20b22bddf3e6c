import { tokenEndpoint } from '@/lib/schemas/api/tokens';
import { answerToken } from '@/lib/services/tokens/answer-token';
import { readRoute } from '../../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(tokenEndpoint, ({ params, query: { day } }) => answerToken(params.id, day));
