import { addTransactionEndpoint, listTransactionsEndpoint } from '@/lib/schemas/api/ledger';
import { readTransactionPage, recordTransaction } from '@/lib/services/portfolio/record-transaction';
import { meRoute, on } from '../../me-route';
import { ofMarket } from '../../of-market';
import { made } from '../ledger-answer';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(
  on(listTransactionsEndpoint, ({ user, query }) => ofMarket(readTransactionPage(user.id, query))),
  on(addTransactionEndpoint, async ({ user, body, idempotencyKey }) => made(await recordTransaction(user.id, body, idempotencyKey))),
);
