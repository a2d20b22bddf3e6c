import { planEndpoint } from '@/lib/schemas/api/plan';
import { calculatePlan } from '@/lib/services/planning/calculate-plan';
import { calculatorRoute } from '../handle';
import { ofMarket } from '../of-market';

export const { GET, POST, PUT, PATCH, DELETE } = calculatorRoute(planEndpoint, (body) => ofMarket(calculatePlan(body)));
