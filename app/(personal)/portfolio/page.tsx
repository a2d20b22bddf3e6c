import type { Metadata } from 'next';
import { PortfolioStart } from '@/components/portfolio/portfolio-start';
import { PortfolioView } from '@/components/portfolio/portfolio-view';
import { requireUser } from '@/lib/auth/session';
import { readPortfolioPage } from '@/lib/services/portfolio/read-portfolio-page';

export const metadata: Metadata = { title: 'Portfolio' };

export default async function PortfolioPage() {
  const user = await requireUser('/portfolio');
  const page = await readPortfolioPage(user.id);
  if (page === null || page.portfolio.transactions + page.portfolio.leftOut === 0) return <PortfolioStart market={page !== null} />;
  return <PortfolioView {...page} />;
}
