import 'server-only';
import { planOnCalendar, type CalendarState } from '@/lib/domain/rebalancing/calendar';
import { deferNotAdvised } from '@/lib/domain/rebalancing/not-advised';
import { suggestionRequest } from '@/lib/domain/rebalancing/suggestion-request';
import type { RebalancePlan } from '@/lib/domain/rebalancing/types';
import { prepareSuggestion, type PreparedSuggestion } from '@/lib/services/rebalancing/suggestion-base';
import { readPortfolio, type PortfolioView } from './read-portfolio';

export interface PortfolioPage {
  readonly portfolio: PortfolioView;
  /** Weights against the plan's bands under the person's own settings; null without a plan or without value. */
  readonly allocation: RebalancePlan | null;
  /** The calendar in place of the bands; null where the bands decide. */
  readonly calendar: CalendarState | null;
  readonly names: Readonly<Record<string, { readonly name: string; readonly symbol: string }>>;
  readonly hasPlan: boolean;
}

function planned({ plan, base, settings, calendar, notAdvised }: PreparedSuggestion): RebalancePlan | null {
  if (plan === null) return null;
  const { band, destination, expectedContribution } = settings.rebalancing;
  const controls = { invest: '0', need: '0', expected: expectedContribution, band, destination, lotMethod: settings.tax.lotMethod };
  const result = deferNotAdvised(planOnCalendar(suggestionRequest(base, controls), calendar).result, notAdvised);
  return result.ok ? result.value : null;
}

/** Everything of the portfolio page; null while no market is loaded. */
export async function readPortfolioPage(userId: string): Promise<PortfolioPage | null> {
  const [portfolio, prepared] = await Promise.all([readPortfolio(userId), prepareSuggestion(userId)]);
  if (portfolio === null || prepared === null) return null;
  return { portfolio, allocation: planned(prepared), calendar: prepared.calendar, names: prepared.names, hasPlan: prepared.plan !== null };
}
