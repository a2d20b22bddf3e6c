import 'server-only';
import { planTrades } from '@/lib/domain/rebalancing/plan-trades';
import { PORTFOLIO_DRIFT_LIMIT } from '@/lib/domain/rebalancing/rules';
import { suggestionRequest } from '@/lib/domain/rebalancing/suggestion-request';
import type { RebalancePlan } from '@/lib/domain/rebalancing/types';
import { closesOn } from '@/lib/data/prices';
import { dec, decText, sumDec, ZERO } from '@/lib/domain/foundation/decimal';
import { addDays } from '@/lib/domain/foundation/iso-day';
import { prepareSuggestion, type PreparedSuggestion } from '@/lib/services/rebalancing/suggestion-base';
import { readPortfolio, type PortfolioView } from './read-portfolio';

export interface PortfolioPage {
  readonly portfolio: PortfolioView;
  /** Weights against the plan's bands under the person's own settings; null without a plan or without value. */
  readonly allocation: RebalancePlan | null;
  readonly names: Readonly<Record<string, { readonly name: string; readonly symbol: string }>>;
  readonly hasPlan: boolean;
}

function planned({ plan, base, settings }: PreparedSuggestion): RebalancePlan | null {
  if (plan === null) return null;
  const { band, destination } = settings.rebalancing;
  const result = planTrades(suggestionRequest(base, { invest: '0', need: '0', band, destination, lotMethod: settings.tax.lotMethod }));
  return result.ok ? result.value : null;
}

/** Everything of the portfolio page; null while no market is loaded. */
export async function readPortfolioPage(userId: string): Promise<PortfolioPage | null> {
  const [portfolio, prepared] = await Promise.all([readPortfolio(userId), prepareSuggestion(userId)]);
  if (portfolio === null || prepared === null) return null;
  return { portfolio, allocation: planned(prepared), names: prepared.names, hasPlan: prepared.plan !== null };
}

/** A person's own line on the overview; null while no market is loaded. */
export interface OwnLine {
  readonly value: string;
  readonly change1d: number | null;
  readonly changeAmount: string | null;
  readonly drift: number | null;
  readonly driftLimit: number;
  readonly trades: number;
  readonly headline: string;
  readonly detail: string;
  readonly hasPlan: boolean;
  readonly hasPositions: boolean;
}

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

function headlineOf(plan: RebalancePlan | null, hasPositions: boolean): readonly [string, string] {
  if (plan === null) return ['No plan yet.', 'A plan says where you want to be; then this line says how far you are from it.'];
  if (!hasPositions) return ['Nothing held yet.', 'Enter what you hold, and this line says whether there is anything to do.'];
  const outside = plan.drift.filter((row) => row.breached).length;
  const count = plan.trades.length;
  if (count === 0) return ['Nothing to do.', outside === 0 ? 'Every token is inside its band.' : `${outside} outside, and nothing to trade today.`];
  return [`${COUNTS[count] ?? count} trade${count === 1 ? '' : 's'}.`, `${outside} ${outside === 1 ? 'token is outside its band' : 'tokens are outside their bands'}.`];
}

/** Value, its change since the close before, drift and the next action. */
export async function readOwnLine(userId: string): Promise<OwnLine | null> {
  const prepared = await prepareSuggestion(userId);
  if (prepared === null) return null;
  const { holdings } = prepared;
  const hasPositions = holdings.value.positions.length > 0 || holdings.value.cash.gt(0);
  const before = addDays(holdings.day, -1);
  const closes = await closesOn(holdings.dataset.id, holdings.value.positions.map(({ asset }) => ({ asset, day: before })));
  const known = holdings.value.positions.every((position) => position.value !== null && closes.has(`${position.asset} ${before}`));
  const then = sumDec(holdings.value.positions.map((position) => position.quantity.times(closes.get(`${position.asset} ${before}`) ?? ZERO))).plus(holdings.value.cash);
  const plan = planned(prepared);
  const [headline, detail] = headlineOf(plan, hasPositions);
  const changed = known && then.gt(0);
  return {
    value: decText(holdings.value.total),
    change1d: changed ? holdings.value.total.div(then).minus(dec(1)).toNumber() : null,
    changeAmount: changed ? decText(holdings.value.total.minus(then)) : null,
    drift: hasPositions ? (plan?.portfolioDrift.before ?? null) : null,
    driftLimit: PORTFOLIO_DRIFT_LIMIT,
    trades: hasPositions ? (plan?.trades.length ?? 0) : 0,
    headline,
    detail,
    hasPlan: prepared.plan !== null,
    hasPositions,
  };
}
