import { modelEndpoint } from '@/lib/schemas/api/model';
import { readModel } from '@/lib/services/model/read-model';
import { readRoute } from '../handle';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(modelEndpoint, () => readModel());
