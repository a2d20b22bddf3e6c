import { weightsEndpoint } from '@/lib/schemas/api/weights';
import { calculateWeights } from '@/lib/services/indices/calculate';
import { calculatorRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = calculatorRoute(weightsEndpoint, calculateWeights);
