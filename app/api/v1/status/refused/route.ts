import { refusedEndpoint } from '@/lib/schemas/api/status';
import { answerRefused } from '@/lib/services/status/answer-records';
import { isMarketSimulated } from '../../of-market';
import { readRoute } from '../../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(refusedEndpoint, ({ query }) => answerRefused(query), isMarketSimulated);
