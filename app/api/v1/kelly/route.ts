import { kellyEndpoint } from '@/lib/schemas/api/projection';
import { calculateKelly } from '@/lib/services/projection/calculate';
import { calculatorRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = calculatorRoute(kellyEndpoint, calculateKelly);
