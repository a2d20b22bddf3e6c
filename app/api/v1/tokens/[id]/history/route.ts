import { tokenHistoryEndpoint } from '@/lib/schemas/api/tokens';
import { readTokenHistory } from '@/lib/services/tokens/read-token-history';
import { readRoute } from '../../../handle';
import { ofMarket } from '../../../of-market';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(tokenHistoryEndpoint, async ({ params, query }) => {
  const history = await ofMarket(readTokenHistory(params.id, query));
  return history && { ...history, days: [...history.days], close: [...history.close], volume: [...history.volume], marketCap: [...history.marketCap], investorGrade: [...history.investorGrade], traderGrade: [...history.traderGrade] };
});
