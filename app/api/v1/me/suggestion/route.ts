import { suggestionEndpoint } from '@/lib/schemas/api/my-portfolio';
import { ApiProblem, unprocessable } from '@/lib/schemas/api/problem';
import { answerSuggestion } from '@/lib/services/rebalancing/answer-suggestion';
import { meRoute, on } from '../../me-route';
import { noMarket } from '../ledger-answer';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(
  on(suggestionEndpoint, async ({ user, query }) => {
    const suggestion = await answerSuggestion(user.id, query);
    if (suggestion.ok) return suggestion.value;
    if (suggestion.reason === 'infeasible') throw unprocessable(suggestion.problems);
    if (suggestion.reason === 'no-market') throw noMarket();
    throw new ApiProblem(404, 'There is no plan yet: complete the profile first.');
  }),
);
