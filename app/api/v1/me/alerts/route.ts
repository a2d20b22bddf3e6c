import { listAlertsEndpoint } from '@/lib/schemas/api/alerts';
import { answerAlerts } from '@/lib/services/alerts/read-alerts';
import { meRoute, on } from '../../me-route';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(on(listAlertsEndpoint, ({ user, query }) => answerAlerts(user.id, query.limit)));
