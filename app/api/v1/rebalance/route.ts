import { unprocessable } from '@/lib/schemas/api/problem';
import { rebalanceEndpoint } from '@/lib/schemas/api/rebalance';
import { calculateRebalance } from '@/lib/services/rebalancing/calculate';
import { calculatorRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = calculatorRoute(rebalanceEndpoint, (body) => {
  const result = calculateRebalance(body);
  if (!result.ok) throw unprocessable(result.problems);
  return result.value;
});
