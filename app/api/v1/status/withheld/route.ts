import { withheldEndpoint } from '@/lib/schemas/api/status';
import { answerWithheld } from '@/lib/services/status/answer-records';
import { isMarketSimulated } from '../../of-market';
import { readRoute } from '../../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(withheldEndpoint, ({ query }) => answerWithheld(query), isMarketSimulated);
