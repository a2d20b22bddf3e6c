import { catalogueEndpoint } from '@/lib/schemas/api/plan';
import { loadCatalogue } from '@/lib/services/planning/load-catalogue';
import { readRoute } from '../handle';
import { isMarketSimulated } from '../of-market';

export const { GET, POST, PUT, PATCH, DELETE } = readRoute(catalogueEndpoint, () => loadCatalogue(), isMarketSimulated);
