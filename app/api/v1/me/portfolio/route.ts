import { portfolioEndpoint } from '@/lib/schemas/api/my-portfolio';
import { readPortfolio } from '@/lib/services/portfolio/read-portfolio';
import { meRoute, on } from '../../me-route';
import { noMarket } from '../ledger-answer';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(
  on(portfolioEndpoint, async ({ user }) => {
    const portfolio = await readPortfolio(user.id);
    if (portfolio === null) throw noMarket();
    return portfolio;
  }),
);
