import { scenariosEndpoint } from '@/lib/schemas/api/projection';
import { calculateScenarios } from '@/lib/services/projection/calculate';
import { calculatorRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = calculatorRoute(scenariosEndpoint, calculateScenarios);
