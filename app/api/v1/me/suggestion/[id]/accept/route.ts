import { acceptSuggestionEndpoint } from '@/lib/schemas/api/my-portfolio';
import { acceptSuggestion } from '@/lib/services/rebalancing/accept-suggestion';
import { toAnswer } from '@/lib/services/rebalancing/answer-suggestion';
import { readSuggestion } from '@/lib/services/rebalancing/read-suggestions';
import { meRoute, on } from '../../../../me-route';
import { made } from '../../../ledger-answer';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(
  on(acceptSuggestionEndpoint, async ({ user, params }) => {
    const { id } = made(await acceptSuggestion(user.id, params.id));
    const accepted = await readSuggestion(user.id, id);
    return accepted === null ? null : toAnswer(accepted);
  }),
);
