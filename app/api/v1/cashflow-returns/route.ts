import { cashflowReturnsEndpoint } from '@/lib/schemas/api/cashflow-returns';
import { unprocessable } from '@/lib/schemas/api/problem';
import { calculateReturns } from '@/lib/services/portfolio/calculate-returns';
import { calculatorRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = calculatorRoute(cashflowReturnsEndpoint, (body) => {
  const result = calculateReturns(body.flows, body.values);
  if (!result.ok) throw unprocessable([{ path: 'flows', message: `has a flow on ${result.day ?? 'a day'} without a value` }]);
  return result.value;
});
