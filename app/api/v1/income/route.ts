import { incomeEndpoint } from '@/lib/schemas/api/projection';
import { calculateIncome } from '@/lib/services/income/calculate-income';
import { calculatorRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = calculatorRoute(incomeEndpoint, calculateIncome);
