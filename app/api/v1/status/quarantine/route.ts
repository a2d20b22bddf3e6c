import { quarantineEndpoint } from '@/lib/schemas/api/status';
import { answerQuarantine } from '@/lib/services/status/answer-records';
import { isMarketSimulated } from '../../of-market';
import { readRoute } from '../../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(quarantineEndpoint, ({ query }) => answerQuarantine(query), isMarketSimulated);
