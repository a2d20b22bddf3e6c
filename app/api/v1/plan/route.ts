import { planEndpoint } from '@/lib/schemas/api/plan';
import { calculatePlan } from '@/lib/services/planning/calculate-plan';
import { calculatorRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = calculatorRoute(planEndpoint, calculatePlan);
