import { conflictsEndpoint } from '@/lib/schemas/api/status';
import { answerConflicts } from '@/lib/services/status/answer-records';
import { isMarketSimulated } from '../../of-market';
import { readRoute } from '../../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(conflictsEndpoint, ({ query }) => answerConflicts(query), isMarketSimulated);
