import { removeTransactionEndpoint } from '@/lib/schemas/api/ledger';
import { deleteTransaction } from '@/lib/services/portfolio/transactions';
import { meRoute, on } from '../../../me-route';
import { made } from '../../ledger-answer';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(
  on(removeTransactionEndpoint, async ({ user, params }) => ({ ...made(await deleteTransaction(user.id, params.id)), removed: true as const })),
);
