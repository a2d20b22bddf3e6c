import { seeAlertEndpoint } from '@/lib/schemas/api/alerts';
import { answerSeen } from '@/lib/services/alerts/read-alerts';
import { meRoute, on } from '../../../../me-route';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(on(seeAlertEndpoint, ({ user, params }) => answerSeen(user.id, params.id)));
