import { projectionEndpoint } from '@/lib/schemas/api/projection';
import { calculateProjection } from '@/lib/services/projection/calculate';
import { calculatorRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = calculatorRoute(projectionEndpoint, calculateProjection);
