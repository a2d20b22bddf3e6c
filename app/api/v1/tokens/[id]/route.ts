import { tokenEndpoint } from '@/lib/schemas/api/tokens';
import { answerToken } from '@/lib/services/tokens/answer-token';
import { readRoute } from '../../handle';
import { WorkGate } from '../../work-gate';

/** Days that are not stored are graded again by a thread: one at a time, and no long queue of them. */
const pastDays = new WorkGate(8);

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(tokenEndpoint, ({ params, query: { day } }) => {
  const read = () => answerToken(params.id, day);
  return day === undefined ? read() : pastDays.run(1, read);
});
