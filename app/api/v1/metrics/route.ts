import { metricsEndpoint } from '@/lib/schemas/api/metrics';
import { calculateMetrics } from '@/lib/services/indices/calculate';
import { calculatorRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = calculatorRoute(metricsEndpoint, calculateMetrics);
