import { addAccountEndpoint, listAccountsEndpoint } from '@/lib/schemas/api/ledger';
import { addAccount, readAccounts } from '@/lib/services/portfolio/accounts';
import { meRoute, on } from '../../me-route';
import { made } from '../ledger-answer';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(
  on(listAccountsEndpoint, async ({ user }) => ({ accounts: await readAccounts(user.id) })),
  on(addAccountEndpoint, async ({ user, body }) => ({ ...made(await addAccount(user.id, body)), ...body })),
);
